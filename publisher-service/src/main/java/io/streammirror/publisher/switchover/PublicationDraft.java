package io.streammirror.publisher.switchover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.publisher.assemble.AssembledTree;
import io.streammirror.publisher.assemble.EligibleVersions;
import io.streammirror.publisher.assemble.PlannedListing;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A tree to be published, and where it came from.
 *
 * @param offer what the catalog gives to list now
 * @param curated what it may list
 * @param tree what it lists
 * @param catalog revision of the catalog that it is made from
 * @param indexHeader the fields of the index but {@code index}; shared, so never change it
 */
record PublicationDraft(
        EligibleVersions offer, PlannedListing curated, AssembledTree tree, Sha256 catalog, ObjectNode indexHeader) {
    /** When time alone makes another tree of the same facts; empty for never. */
    Optional<Instant> until() {
        return Stream.concat(offer.next().stream(), curated.until().stream()).min(Comparator.naturalOrder());
    }
}
