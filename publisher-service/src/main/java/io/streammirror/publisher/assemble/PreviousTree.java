package io.streammirror.publisher.assemble;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.catalog.CatalogStream;
import io.streammirror.codec.Json;
import io.streammirror.publisher.publication.DocumentPaths;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Sha256;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The versions that a publication lists, read back from its documents.
 *
 * @param documents the products documents; those that the store has lost are not among them
 * @param entries what the index says of each; shared, so never change them
 * @param header the other fields of the index; null when the store has lost it
 */
public record PreviousTree(
        SortedMap<ContentId, ProductsDocument> documents,
        Map<ContentId, ObjectNode> entries,
        @Nullable ObjectNode header) {
    public static final PreviousTree NONE = new PreviousTree(Collections.emptySortedMap(), Map.of(), null);

    public PreviousTree {
        documents = Collections.unmodifiableSortedMap(new TreeMap<>(documents));
        entries = Map.copyOf(entries);
    }

    /** A stream of it with other products, as if a catalog had selected it. */
    CatalogStream stream(ContentId contentId, SortedMap<ProductName, Product> products) {
        ProductsDocument document = documents.get(contentId);
        if (document == null) {
            throw new IllegalArgumentException("the publication has no stream '" + contentId + "'");
        }
        return new CatalogStream(
                DocumentPaths.alias(contentId).signed(),
                Sha256.of(Json.pretty(document.toJson())),
                entry(document),
                document.withProducts(products));
    }

    /** The same without some streams. */
    public PreviousTree without(Set<ContentId> streams) {
        if (streams.isEmpty()) {
            return this;
        }
        var rest = new TreeMap<>(documents);
        rest.keySet().removeAll(streams);
        return new PreviousTree(rest, entries, header);
    }

    /** The index entry for a document of this tree; shared, so never change it. */
    public ObjectNode entry(ProductsDocument document) {
        return entries.getOrDefault(document.contentId(), plainEntry(document));
    }

    public Optional<Product> product(ContentId contentId, ProductName name) {
        return Optional.ofNullable(documents.get(contentId))
                .map(document -> document.products().get(name));
    }

    /** The minimal index entry, for a publication whose own index is lost. */
    private static ObjectNode plainEntry(ProductsDocument document) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode().put("format", ProductsDocument.FORMAT);
        @Nullable String dataType = document.header().path("datatype").textValue();
        return dataType == null ? entry : entry.put("datatype", dataType);
    }
}
