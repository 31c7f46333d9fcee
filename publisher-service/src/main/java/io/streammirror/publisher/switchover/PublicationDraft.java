package io.streammirror.publisher.switchover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.publisher.assemble.AssembledTree;
import io.streammirror.publisher.assemble.EligibleVersions;
import io.streammirror.publisher.assemble.PlannedListing;
import io.streammirror.publisher.publication.Replaced;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A tree to be published, and where it came from.
 *
 * @param eligible what the catalog gives to list now
 * @param planned what it may list
 * @param tree what it lists
 * @param replaced versions that it lists although newer ones have replaced them
 * @param overlapEnds when the first of these goes; empty when there is none
 * @param notes what it publishes in another form than upstream's, for people
 * @param catalog revision of the catalog that it is made from
 * @param indexHeader the fields of the index but {@code index}; never changed
 */
record PublicationDraft(
        EligibleVersions eligible,
        PlannedListing planned,
        AssembledTree tree,
        Replaced replaced,
        Optional<Instant> overlapEnds,
        List<String> notes,
        Sha256 catalog,
        ObjectNode indexHeader) {
    PublicationDraft {
        notes = List.copyOf(notes);
    }

    /** The same with one more note. */
    PublicationDraft noting(String note) {
        var more = new ArrayList<>(notes);
        more.add(note);
        return new PublicationDraft(eligible, planned, tree, replaced, overlapEnds, more, catalog, indexHeader);
    }

    /** When time alone makes another tree of the same facts; empty for never. */
    Optional<Instant> until() {
        return Stream.of(eligible.next(), planned.until(), overlapEnds)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }
}
