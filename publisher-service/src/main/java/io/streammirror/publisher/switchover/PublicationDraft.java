package io.streammirror.publisher.switchover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.publisher.assemble.AssembledTree;
import io.streammirror.publisher.assemble.EligibleVersions;
import io.streammirror.publisher.assemble.PlannedListing;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
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
 * @param notes what it publishes in another form than upstream's, for people
 * @param catalog revision of the catalog that it is made from
 * @param indexHeader the fields of the index but {@code index}; never changed
 */
record PublicationDraft(
        EligibleVersions eligible,
        PlannedListing planned,
        AssembledTree tree,
        List<String> notes,
        Sha256 catalog,
        ObjectNode indexHeader) {
    PublicationDraft {
        notes = List.copyOf(notes);
    }

    /** When time alone makes another tree of the same facts; empty for never. */
    Optional<Instant> until() {
        return Stream.concat(eligible.next().stream(), planned.until().stream()).min(Comparator.naturalOrder());
    }
}
