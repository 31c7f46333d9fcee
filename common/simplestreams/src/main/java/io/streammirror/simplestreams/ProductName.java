package io.streammirror.simplestreams;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The name of a product, such as {@code com.ubuntu.maas.stable:v3:boot:24.04:amd64:ga-24.04}; kept byte for byte, MAAS matches on it. */
public record ProductName(@JsonValue String value) implements Comparable<ProductName> {
    @JsonCreator
    public ProductName {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a product name must not be empty");
        }
    }

    @Override
    public int compareTo(ProductName other) {
        return CodePointOrder.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
