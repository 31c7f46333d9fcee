package io.streammirror.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import java.util.List;
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
    /** Fields about times and the bytes of the document; none of them is content. */
    private static final List<String> TIMES = List.of("updated", "size", "md5", "sha256", "sha512");

    public ContentId contentId() {
        return selected.contentId();
    }

    public @Nullable Instant updated() {
        return selected.updated();
    }

    boolean hasSameContentAs(@Nullable CatalogStream other) {
        return other != null
                && path.equals(other.path)
                && withoutTime(entry).equals(withoutTime(other.entry))
                && withoutTime(selected.header()).equals(withoutTime(other.selected.header()))
                && selected.products().equals(other.selected.products());
    }

    static ObjectNode withoutTime(ObjectNode fields) {
        ObjectNode rest = fields.deepCopy();
        rest.remove(TIMES);
        return rest;
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
