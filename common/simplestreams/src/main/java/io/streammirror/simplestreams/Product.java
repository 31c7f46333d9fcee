package io.streammirror.simplestreams;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One product: a line of versions of the same thing.
 *
 * @param fields all fields but {@code versions}, as received; shared, so never change it
 * @param versions by name, oldest first
 */
public record Product(ProductName name, ObjectNode fields, SortedMap<VersionName, Version> versions) {
    public Product {
        if (fields.has("versions")) {
            throw new IllegalArgumentException("fields of product '" + name + "' must not hold its versions");
        }
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    }

    public Product withVersions(SortedMap<VersionName, Version> others) {
        return new Product(name, fields, others);
    }

    /** The product as in a products document. */
    public ObjectNode toJson() {
        ObjectNode json = fields.deepCopy();
        ObjectNode byName = json.putObject("versions");
        versions.forEach((versionName, version) -> byName.set(versionName.value(), version.toJson()));
        return json;
    }
}
