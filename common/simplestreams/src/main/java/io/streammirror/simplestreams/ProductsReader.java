package io.streammirror.simplestreams;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Walks products, versions and items; whatever cannot be taken is refused by name and the walk goes on. */
final class ProductsReader {
    private final List<Rejection> refusals;
    private final SizeLimits limits = new SizeLimits();

    ProductsReader(List<Rejection> refusals) {
        this.refusals = refusals;
    }

    SortedMap<ProductName, Product> products(ObjectNode products, Flattening header) {
        limits.addProducts(products.size());
        var result = new TreeMap<ProductName, Product>();
        each(products, JsonPointer.empty().appendProperty("products"), (place, key) -> {
            var name = new ProductName(key);
            JsonNode versions = place.node().remove("versions");
            Flattening flat = header.product(name, place.node());
            result.put(name, new Product(name, place.node(), versions(versions, place.pointer(), flat)));
        });
        return result;
    }

    private SortedMap<VersionName, Version> versions(
            @Nullable JsonNode versions, JsonPointer product, Flattening flatProduct) {
        var result = new TreeMap<VersionName, Version>();
        ObjectNode byName = holder(versions, "versions");
        limits.addVersions(byName.size());
        each(byName, product.appendProperty("versions"), (place, key) -> {
            var name = new VersionName(key);
            JsonNode items = place.node().remove("items");
            Flattening flat = flatProduct.version(name, place.node());
            result.put(name, new Version(name, place.node(), items(items, place.pointer(), flat)));
        });
        return result;
    }

    private SortedMap<ItemName, Item> items(@Nullable JsonNode items, JsonPointer version, Flattening flatVersion) {
        var result = new TreeMap<ItemName, Item>();
        ObjectNode byName = holder(items, "items");
        limits.addItems(byName.size());
        each(byName, version.appendProperty("items"), (place, key) -> {
            var name = new ItemName(key);
            result.put(name, new Item(name, place.node(), payload(name, place.node(), flatVersion)));
        });
        return result;
    }

    private static @Nullable Payload payload(ItemName name, ObjectNode fields, Flattening flatVersion) {
        JsonNode path = fields.get("path");
        if (path == null) {
            return null;
        }
        if (!path.isTextual()) {
            throw new IllegalArgumentException("path must be text");
        }
        return PayloadReader.read(path.textValue(), flatVersion.item(name, fields));
    }

    private static ObjectNode holder(@Nullable JsonNode node, String field) {
        if (node == null) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException(field + " must be an object");
    }

    private record Place(ObjectNode node, JsonPointer pointer) {}

    private void each(ObjectNode holder, JsonPointer pointer, BiConsumer<Place, String> reader) {
        holder.properties().forEach(entry -> {
            JsonPointer here = pointer.appendProperty(entry.getKey());
            try {
                if (!(entry.getValue() instanceof ObjectNode object)) {
                    throw new IllegalArgumentException("must be an object");
                }
                reader.accept(new Place(object, here), entry.getKey());
            } catch (IllegalArgumentException e) {
                refusals.add(new Rejection(here.toString(), String.valueOf(e.getMessage())));
            }
        });
    }
}
