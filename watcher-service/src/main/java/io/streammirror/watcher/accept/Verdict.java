package io.streammirror.watcher.accept;

import io.streammirror.catalog.CatalogDifference;
import io.streammirror.decision.HeldChange;
import io.streammirror.simplestreams.Sha256;

/** What became of an upstream state. */
public sealed interface Verdict {
    /** The mirror follows it from now on. */
    record Accepted(Sha256 revision, CatalogDifference difference, Sha256 differenceBlob) implements Verdict {}

    /** It is what the mirror follows already. */
    record Unchanged(Sha256 revision) implements Verdict {}

    /** It is suspicious: the mirror stays as it was until an operator says otherwise. */
    record Held(HeldChange change, CatalogDifference difference) implements Verdict {}

    /** Another watcher decided meanwhile, perhaps on a newer state: upstream must be read again. */
    record Overtaken() implements Verdict {}
}
