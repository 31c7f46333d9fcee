package io.streammirror.publisher.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.publisher.assemble.AssembledTree;
import io.streammirror.publisher.assemble.Curated;
import io.streammirror.publisher.assemble.Offer;
import io.streammirror.publisher.publication.Replaced;
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
 * @param replaced versions that it lists although newer ones have replaced them
 * @param overlapEnds when the first of these goes; empty when there is none
 * @param catalog revision of the catalog that it is made from
 * @param indexHeader the fields of the index but {@code index}; shared, so never change it
 */
record Assembly(
        Offer offer,
        Curated curated,
        AssembledTree tree,
        Replaced replaced,
        Optional<Instant> overlapEnds,
        Sha256 catalog,
        ObjectNode indexHeader) {
    /** When time alone makes another tree of the same facts; empty for never. */
    Optional<Instant> until() {
        return Stream.of(offer.next(), curated.until(), overlapEnds)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }
}
