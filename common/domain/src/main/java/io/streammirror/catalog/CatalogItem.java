package io.streammirror.catalog;

import com.fasterxml.jackson.core.JsonPointer;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemName;
import io.streammirror.simplestreams.Payload;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.VersionName;
import java.util.Comparator;

/** One selected item with a payload, under its whole identity. */
public record CatalogItem(ContentId stream, ProductName product, VersionName version, ItemName item, Payload payload) {
    /** By identity alone: the payload is what may change under it. */
    static final Comparator<CatalogItem> BY_IDENTITY = Comparator.comparing(CatalogItem::stream)
            .thenComparing(CatalogItem::product)
            .thenComparing(CatalogItem::version)
            .thenComparing(CatalogItem::item);

    /** The place of the item in the products document of its stream. */
    String pointer() {
        return JsonPointer.empty()
                .appendProperty("products")
                .appendProperty(product.value())
                .appendProperty("versions")
                .appendProperty(version.value())
                .appendProperty("items")
                .appendProperty(item.value())
                .toString();
    }
}
