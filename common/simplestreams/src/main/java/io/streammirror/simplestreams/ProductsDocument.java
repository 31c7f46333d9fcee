package io.streammirror.simplestreams;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A {@code products:1.0} document, aliases expanded, every field kept that the mirror does not understand.
 *
 * @param updated when upstream says it last changed; absent if it says nothing
 * @param header all top-level fields but {@code products} and {@code _aliases}; shared, so never change it
 * @param products by name
 */
public record ProductsDocument(
        ContentId contentId, @Nullable Instant updated, ObjectNode header, SortedMap<ProductName, Product> products) {
    public static final String FORMAT = "products:1.0";

    public ProductsDocument {
        if (header.has("products") || header.has(AliasExpansion.FIELD)) {
            throw new IllegalArgumentException("header of '" + contentId + "' must hold neither products nor aliases");
        }
        products = Collections.unmodifiableSortedMap(new TreeMap<>(products));
    }

    public ProductsDocument withProducts(SortedMap<ProductName, Product> others) {
        return new ProductsDocument(contentId, updated, header, others);
    }

    /** The document in its own format; parsing it gives an equal document. */
    public ObjectNode toJson() {
        ObjectNode json = header.deepCopy();
        ObjectNode byName = json.putObject("products");
        products.forEach((productName, product) -> byName.set(productName.value(), product.toJson()));
        return json;
    }
}
