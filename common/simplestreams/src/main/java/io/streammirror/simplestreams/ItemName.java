package io.streammirror.simplestreams;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The name of an item within a version, such as {@code squashfs} or {@code boot-kernel}. */
public record ItemName(@JsonValue String value) implements Comparable<ItemName> {
    @JsonCreator
    public ItemName {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an item name must not be empty");
        }
    }

    @Override
    public int compareTo(ItemName other) {
        return CodePointOrder.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
