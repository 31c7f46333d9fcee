package io.streammirror.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One stream of a catalog: the selected part of its products document, and where that came from.
 *
 * @param path of the document in upstream's tree
 * @param document of the bytes as received, signature and all; they are kept as a blob
 * @param entry the fields of the index entry as received; shared, so never change it
 * @param selected what was selected, every other field of the document kept
 */
public record CatalogStream(ItemPath path, Sha256 document, ObjectNode entry, ProductsDocument selected) {
    public ContentId contentId() {
        return selected.contentId();
    }

    public @Nullable Instant updated() {
        return selected.updated();
    }

    /** All items with a payload: products and items by name, versions oldest first. */
    public Stream<CatalogItem> items() {
        return selected.products().values().stream().flatMap(product -> product.versions().values().stream()
                .flatMap(version -> version.items().values().stream().flatMap(item -> {
                    var payload = item.payload();
                    return payload == null
                            ? Stream.empty()
                            : Stream.of(
                                    new CatalogItem(contentId(), product.name(), version.name(), item.name(), payload));
                })));
    }
}
