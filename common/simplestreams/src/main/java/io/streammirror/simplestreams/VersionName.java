package io.streammirror.simplestreams;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The name of a version of a product, such as {@code 20250718} or {@code 20231004.0}. */
public record VersionName(@JsonValue String value) implements Comparable<VersionName> {
    @JsonCreator
    public VersionName {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a version name must not be empty");
        }
    }

    /** Versions sort by code point, newest greatest: the rule of the format ("sortable by LANG=C sort"). */
    @Override
    public int compareTo(VersionName other) {
        return CodePointOrder.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
