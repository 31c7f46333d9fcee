package io.streammirror.publisher.assemble;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.streammirror.catalog.CatalogStream;
import io.streammirror.codec.Json;
import io.streammirror.publisher.publication.DocumentPaths;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Sha256;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts the operators' own images beside what a tree lists of upstream's. They are kept apart: neither hold nor rollback nor what becomes
 * of upstream touches them, and each of their versions is listed as long as its bytes are stored.
 */
public final class OwnStreams {
    private OwnStreams() {}

    /**
     * The tree with them; unchanged while nothing of upstream's is listed, so that no MAAS takes a mirror in the making for an upstream
     * that has dropped everything.
     *
     * @param own the documents in which they are published
     */
    public static AssembledTree added(AssembledTree upstream, Collection<ProductsDocument> own, StoredBlobs stored) {
        if (upstream.isEmpty() || own.isEmpty()) {
            return upstream;
        }
        var streams = new TreeMap<>(upstream.streams());
        var withheld = new ArrayList<>(upstream.withheld());
        var leftOut = new ArrayList<>(upstream.leftOut());
        for (ProductsDocument document : own) {
            ContentId id = document.contentId();
            if (streams.remove(id) != null) {
                leftOut.add(new LeftOutStream(
                        id, "there are own images of this name; add them again with another --namespace"));
            }
            stream(stored(document, stored, withheld), streams);
        }
        return new AssembledTree(streams, withheld, leftOut, upstream.waiting());
    }

    /** These documents as streams of a tree, whether they are stored or not. */
    public static SortedMap<ContentId, AssembledStream> streams(Collection<ProductsDocument> own) {
        var streams = new TreeMap<ContentId, AssembledStream>();
        own.forEach(document -> stream(document, streams));
        return streams;
    }

    private static void stream(ProductsDocument document, SortedMap<ContentId, AssembledStream> streams) {
        if (document.products().isEmpty()) {
            return;
        }
        var entry = JsonNodeFactory.instance.objectNode().put("format", ProductsDocument.FORMAT);
        entry.set("datatype", document.header().get("datatype"));
        var source = new CatalogStream(
                DocumentPaths.alias(document.contentId()).signed(),
                Sha256.of(Json.pretty(document.toJson())),
                entry,
                document);
        streams.put(document.contentId(), new AssembledStream(source, document.products()));
    }

    private static ProductsDocument stored(
            ProductsDocument document, StoredBlobs stored, List<WithheldVersion> withheld) {
        var products = new TreeMap<ProductName, Product>();
        document.products().forEach((name, product) -> {
            var versions = new TreeMap<>(product.versions());
            versions.values().removeIf(version -> {
                boolean lost = !stored.containsAllOf(version);
                if (lost) {
                    withheld.add(new WithheldVersion(
                            document.contentId(),
                            name,
                            version.name(),
                            "the store has lost files of it: add it again"));
                }
                return lost;
            });
            if (!versions.isEmpty()) {
                products.put(name, product.withVersions(versions));
            }
        });
        return document.withProducts(products);
    }
}
