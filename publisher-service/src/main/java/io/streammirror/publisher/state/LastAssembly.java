package io.streammirror.publisher.state;

import io.streammirror.maas.Violation;
import io.streammirror.publisher.assemble.DelayedVersion;
import io.streammirror.publisher.assemble.LeftOutStream;
import io.streammirror.publisher.assemble.WithheldVersion;
import io.streammirror.simplestreams.Sha256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of the last assembly of a mirror's tree.
 *
 * @param from the catalog whose assembly ended in a switch, or showed that what is live is right already; absent while none has
 * @param withheld versions of the catalog that MAAS would not take
 * @param leftOut streams of the catalog that MAAS would not take
 * @param delayed versions that are too young to be published
 * @param notes what is published in another form than upstream's, for people
 * @param violations why the tree that was made must not go live; empty when it may
 */
public record LastAssembly(
        @Nullable Sha256 from,
        List<WithheldVersion> withheld,
        List<LeftOutStream> leftOut,
        List<DelayedVersion> delayed,
        List<String> notes,
        List<Violation> violations) {
    public static final LastAssembly NONE =
            new LastAssembly(null, List.of(), List.of(), List.of(), List.of(), List.of());

    public LastAssembly {
        withheld = List.copyOf(withheld);
        leftOut = List.copyOf(leftOut);
        delayed = List.copyOf(delayed);
        notes = List.copyOf(notes);
        violations = List.copyOf(violations);
    }

    /** Catalog, blobs or orders are others now: what was left out is still the best that is known, what came of it is not. */
    LastAssembly outdated() {
        return new LastAssembly(null, withheld, leftOut, delayed, notes, List.of());
    }

    LastAssembly omitting(
            List<WithheldVersion> versions,
            List<LeftOutStream> streams,
            List<DelayedVersion> young,
            List<String> remarks) {
        return new LastAssembly(from, versions, streams, young, remarks, violations);
    }

    LastAssembly live(Sha256 catalog) {
        return new LastAssembly(catalog, withheld, leftOut, delayed, notes, List.of());
    }

    LastAssembly refused(List<Violation> found) {
        return new LastAssembly(null, withheld, leftOut, delayed, notes, found);
    }
}
