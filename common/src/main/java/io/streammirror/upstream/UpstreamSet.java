package io.streammirror.upstream;

import io.streammirror.simplestreams.IndexEntry;
import io.streammirror.simplestreams.Parsed;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Refusal;
import io.streammirror.simplestreams.StreamIndex;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Index and products of a tree, read and verified as one consistent set.
 *
 * @param location the source that answered
 * @param index the index as received and as understood
 * @param products the documents that it names, in its order
 * @param refusals entries of the index that were left out
 */
public record UpstreamSet(
        TreeLocation location, Received<StreamIndex> index, List<Products> products, List<Refusal> refusals) {
    public UpstreamSet {
        products = List.copyOf(products);
        refusals = List.copyOf(refusals);
    }

    /**
     * A document, twice.
     *
     * @param bytes as they came, signature and all
     * @param body what of them is vouched for
     */
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    public record Received<T>(byte[] bytes, byte[] body, Parsed<T> parsed) {
        public T document() {
            return parsed.document();
        }
    }

    /** A products document and the index entry that led to it. */
    public record Products(IndexEntry entry, Received<ProductsDocument> received) {}

    /** The newest time stamp in the set: how fresh upstream says it is. */
    public @Nullable Instant updated() {
        return Stream.concat(
                        Stream.of(index.document()).map(StreamIndex::updated),
                        products.stream().map(p -> p.received().document().updated()))
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }
}
