package io.streammirror.simplestreams;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One version of a product: the unit that MAAS installs, complete or not at all.
 *
 * @param fields all fields but {@code items}, as received; shared, so never change it
 * @param items by name
 */
public record Version(VersionName name, ObjectNode fields, SortedMap<ItemName, Item> items) {
    public Version {
        if (fields.has("items")) {
            throw new IllegalArgumentException("fields of version '" + name + "' must not hold its items");
        }
        items = Collections.unmodifiableSortedMap(new TreeMap<>(items));
    }

    public Version withItems(SortedMap<ItemName, Item> others) {
        return new Version(name, fields, others);
    }

    /** The version as in a products document. */
    public ObjectNode toJson() {
        ObjectNode json = fields.deepCopy();
        ObjectNode byName = json.putObject("items");
        items.forEach((itemName, item) -> byName.set(itemName.value(), item.fields()));
        return json;
    }
}
