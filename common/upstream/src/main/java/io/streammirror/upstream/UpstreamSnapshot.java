package io.streammirror.upstream;

import io.streammirror.openpgp.SignatureInfo;
import io.streammirror.openpgp.Weakness;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.IndexEntry;
import io.streammirror.simplestreams.Parsed;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Rejection;
import io.streammirror.simplestreams.StreamIndex;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Index and products of a tree, read and verified as one consistent set.
 *
 * @param location the source that answered
 * @param index the index as received and as understood
 * @param nested further indexes that it led to
 * @param products the documents that all of them name, in their order
 * @param refusals entries of the indexes that were left out
 * @param unreadable names of streams that the indexes have, but whose documents could not be used
 */
public record UpstreamSnapshot(
        TreeLocation location,
        Received<StreamIndex> index,
        List<Received<StreamIndex>> nested,
        List<Products> products,
        List<Rejection> refusals,
        SortedSet<ContentId> unreadable) {
    public UpstreamSnapshot {
        nested = List.copyOf(nested);
        products = List.copyOf(products);
        refusals = List.copyOf(refusals);
        unreadable = Collections.unmodifiableSortedSet(new TreeSet<>(unreadable));
    }

    /**
     * A document, twice.
     *
     * @param bytes as they came, signature and all
     * @param body what of them is vouched for
     * @param signature by whom; empty where the operator said that the source has none
     */
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    public record Received<T>(byte[] bytes, byte[] body, Optional<SignatureInfo> signature, Parsed<T> parsed) {
        public T document() {
            return parsed.document();
        }
    }

    /**
     * A products document and the index entry that led to it.
     *
     * @param entry may have another name than the stream
     */
    public record Products(IndexEntry entry, Received<ProductsDocument> received) {
        /** The name of the stream: that of its document. */
        public ContentId contentId() {
            return received.document().contentId();
        }
    }

    /** Every document of the set: the indexes, then the products. */
    public Stream<Received<?>> documents() {
        return Stream.of(Stream.of(index), nested.stream(), products.stream().map(Products::received))
                .flatMap(documents -> documents);
    }

    /** The weaknesses of the signatures that the operator allows. */
    public SortedSet<Weakness> tolerated() {
        var tolerated = new TreeSet<Weakness>();
        documents().flatMap(document -> document.signature().stream()).forEach(by -> tolerated.addAll(by.tolerated()));
        return Collections.unmodifiableSortedSet(tolerated);
    }

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
