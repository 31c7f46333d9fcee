package io.streammirror.simplestreams;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an item for a filter: its own scalar fields over those of its version, its product and the document.
 *
 * <p>Only for filtering and for reading sizes and digests; nothing flattened is ever published. Each level's name
 * ({@code product_name}, {@code version_name}, {@code item_name}) follows the fields of its level. So it hides a field
 * of the same name there and above. Deeper levels may hide it. This is the order of the reference.
 */
public final class Flattening {
    private final Map<String, String> fields;

    /** Takes the map without a copy: it is made for each item of a document. */
    private Flattening(Map<String, String> fields) {
        this.fields = Collections.unmodifiableMap(fields);
    }

    /** Field name to text, as Python's {@code str()} would write the value. */
    public Map<String, String> fields() {
        return fields;
    }

    /** Starts with the fields of the document, without {@code products}. */
    public static Flattening ofHeader(ObjectNode header) {
        return new Flattening(Map.of()).with(header, null, "");
    }

    public Flattening product(ProductName name, ObjectNode productFields) {
        return with(productFields, "product_name", name.value());
    }

    public Flattening version(VersionName name, ObjectNode versionFields) {
        return with(versionFields, "version_name", name.value());
    }

    public Flattening item(ItemName name, ObjectNode itemFields) {
        return with(itemFields, "item_name", name.value());
    }

    private Flattening with(ObjectNode level, @Nullable String nameField, String name) {
        var merged = new LinkedHashMap<>(fields);
        level.properties().forEach(field -> {
            String text = PythonScalar.text(field.getValue());
            if (text != null) {
                merged.put(field.getKey(), text);
            }
        });
        if (nameField != null) {
            merged.put(nameField, name);
        }
        return new Flattening(merged);
    }
}
