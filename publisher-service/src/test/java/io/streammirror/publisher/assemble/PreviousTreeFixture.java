package io.streammirror.publisher.assemble;

import io.streammirror.catalog.Catalog;
import io.streammirror.publisher.publication.Dropped;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductsDocument;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes an assembled tree the one that is published. */
public final class PreviousTreeFixture {
    private PreviousTreeFixture() {}

    /** The listing of a tree without orders, where removals are followed. */
    public static PlannedListing curated(Catalog catalog, SortedMap<ContentId, ProductsDocument> previous) {
        return ListingPolicy.curate(
                EligibleVersions.all(catalog.streams(), Instant.EPOCH),
                new PreviousTree(previous, Map.of(), null),
                Dropped.NONE,
                ResolvedOrders.NONE,
                RemovalPolicy.FOLLOW,
                Instant.EPOCH);
    }

    static SortedMap<ContentId, ProductsDocument> of(AssembledTree tree) {
        var documents = new TreeMap<ContentId, ProductsDocument>();
        tree.streams()
                .forEach((contentId, stream) ->
                        documents.put(contentId, stream.source().selected().withProducts(stream.products())));
        return documents;
    }
}
