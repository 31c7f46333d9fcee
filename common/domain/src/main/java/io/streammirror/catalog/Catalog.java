package io.streammirror.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.Sha256;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The content that a mirror has accepted from upstream and wants. The same upstream state and selections give the same
 * bytes.
 *
 * @param source where it came from, without credentials
 * @param indexHeader all fields of the index but {@code index}, as received; shared, so never change it
 * @param indexDocument of the index as received, signature and all; it is kept as a blob
 * @param refusals what of upstream's documents was left out
 */
public record Catalog(
        MirrorName mirror,
        String source,
        ObjectNode indexHeader,
        Sha256 indexDocument,
        SortedMap<ContentId, CatalogStream> streams,
        List<CatalogRefusal> refusals) {
    public Catalog {
        if (indexHeader.has("index")) {
            throw new IllegalArgumentException(
                    "index header of mirror '" + mirror + "' must not hold the index itself");
        }
        streams = Collections.unmodifiableSortedMap(new TreeMap<>(streams));
        refusals = List.copyOf(refusals);
        streams.forEach((contentId, stream) -> {
            if (!stream.contentId().equals(contentId)) {
                throw new IllegalArgumentException("stream '" + contentId + "' of mirror '" + mirror
                        + "' holds that of '" + stream.contentId() + "'");
            }
        });
        ledger(streams);
    }

    /** The catalog of these streams; of items that contradict each other the later one is left out and refused. */
    public static Catalog of(
            MirrorName mirror,
            String source,
            ObjectNode indexHeader,
            Sha256 indexDocument,
            List<CatalogStream> streams,
            List<CatalogRefusal> refusals) {
        var free = new ContradictionFilter(streams, refusals);
        return new Catalog(mirror, source, indexHeader, indexDocument, free.streams(), free.refusals());
    }

    /**
     * Whether another catalog differs in nothing but time stamps, and so also in upstream's documents as received. Some servers write their
     * documents for each request.
     */
    public boolean hasSameContentAs(Catalog other) {
        return mirror.equals(other.mirror)
                && source.equals(other.source)
                && withoutTimes(refusals).equals(withoutTimes(other.refusals))
                && CatalogStream.withoutTime(indexHeader).equals(CatalogStream.withoutTime(other.indexHeader))
                && streams.keySet().equals(other.streams.keySet())
                && streams.entrySet().stream()
                        .allMatch(stream -> stream.getValue().hasSameContentAs(other.streams.get(stream.getKey())));
    }

    /** The reason quotes the time, which is another one in each answer of such a server. */
    private static List<CatalogRefusal> withoutTimes(List<CatalogRefusal> refusals) {
        return refusals.stream()
                .map(refusal -> refusal.pointer().endsWith("/updated")
                        ? new CatalogRefusal(refusal.stream(), refusal.pointer(), "")
                        : refusal)
                .toList();
    }

    /** The hash of the catalog's own bytes; computed each time, so keep it. */
    public Sha256 revision() {
        return CatalogCodec.revision(this);
    }

    /** All items with a payload, in the order of stream, product, version and item. */
    public Stream<CatalogItem> items() {
        return streams.values().stream().flatMap(CatalogStream::items);
    }

    /** The distinct contents that all items need. */
    public SortedMap<Sha256, WantedBlob> blobs() {
        return Collections.unmodifiableSortedMap(ledger(streams).blobs());
    }

    public int productCount() {
        return (int) products().count();
    }

    public int versionCount() {
        return products().mapToInt(product -> product.versions().size()).sum();
    }

    /** Items with a payload. */
    public int itemCount() {
        return (int) items().count();
    }

    /** The size of the catalog in the store: each distinct content once. */
    public long bytes() {
        return blobs().values().stream().mapToLong(WantedBlob::size).sum();
    }

    private Stream<Product> products() {
        return streams.values().stream().flatMap(stream -> stream.selected().products().values().stream());
    }

    private static BlobLedger ledger(SortedMap<ContentId, CatalogStream> streams) {
        var ledger = new BlobLedger();
        streams.values().stream().flatMap(CatalogStream::items).forEach(item -> ledger.add(item.payload())
                .ifPresent(contradiction -> {
                    throw new IllegalArgumentException(
                            "item " + item.pointer() + " of stream '" + item.stream() + "': " + contradiction);
                }));
        return ledger;
    }
}
