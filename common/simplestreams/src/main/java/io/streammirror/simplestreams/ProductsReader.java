package io.streammirror.simplestreams;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads products, versions and items; each one that cannot be taken is refused by name, and the others are read. */
final class ProductsReader {
    private final List<Rejection> refusals;
    private final SizeLimits limits = new SizeLimits();

    ProductsReader(List<Rejection> refusals) {
        this.refusals = refusals;
    }

    SortedMap<ProductName, Product> products(ObjectNode products, InheritedFields header) {
        limits.addProducts(products.size());
        var result = new TreeMap<ProductName, Product>();
        each(products, new Place(null, "products"), (key, node, place) -> {
            var name = new ProductName(key);
            JsonNode versions = node.remove("versions");
            InheritedFields fields = header.with(node);
            result.put(name, new Product(name, node, versions(versions, place, fields)));
        });
        return result;
    }

    private SortedMap<VersionName, Version> versions(
            @Nullable JsonNode versions, Place product, InheritedFields ofProduct) {
        var result = new TreeMap<VersionName, Version>();
        ObjectNode byName = holder(versions, "versions");
        limits.addVersions(byName.size());
        each(byName, new Place(product, "versions"), (key, node, place) -> {
            var name = new VersionName(key);
            JsonNode items = node.remove("items");
            InheritedFields fields = ofProduct.with(node);
            result.put(name, new Version(name, node, items(items, place, fields)));
        });
        return result;
    }

    private SortedMap<ItemName, Item> items(@Nullable JsonNode items, Place version, InheritedFields ofVersion) {
        var result = new TreeMap<ItemName, Item>();
        ObjectNode byName = holder(items, "items");
        limits.addItems(byName.size());
        each(byName, new Place(version, "items"), (key, node, place) -> {
            var name = new ItemName(key);
            result.put(name, new Item(name, node, payload(node, ofVersion)));
        });
        return result;
    }

    private static @Nullable Payload payload(ObjectNode fields, InheritedFields ofVersion) {
        JsonNode path = fields.get("path");
        if (path == null) {
            return null;
        }
        if (!path.isTextual()) {
            throw new IllegalArgumentException("path must be text");
        }
        return PayloadReader.read(path.textValue(), ofVersion.with(fields));
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

    private void each(ObjectNode holder, Place holderPlace, ThingReader reader) {
        holder.properties().forEach(entry -> {
            var here = new Place(holderPlace, entry.getKey());
            try {
                if (!(entry.getValue() instanceof ObjectNode object)) {
                    throw new IllegalArgumentException("must be an object");
                }
                reader.read(entry.getKey(), object, here);
            } catch (IllegalArgumentException e) {
                refusals.add(new Rejection(here.pointer().toString(), String.valueOf(e.getMessage())));
            }
        });
    }

    @FunctionalInterface
    private interface ThingReader {
        void read(String key, ObjectNode node, Place place);
    }

    /** A place in the document; its pointer is made only for one that is refused, because a pointer copies all above it. */
    private record Place(@Nullable Place holder, String name) {
        JsonPointer pointer() {
            return (holder == null ? JsonPointer.empty() : holder.pointer()).appendProperty(name);
        }
    }
}
