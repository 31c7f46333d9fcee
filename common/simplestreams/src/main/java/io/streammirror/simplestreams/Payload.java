package io.streammirror.simplestreams;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The file behind an item: where it lies, how long it is and what it hashes to.
 *
 * @param path relative to the base of the tree
 * @param size in bytes; a file of another length is another file
 * @param sha256 always present: an item without it cannot be stored under its own hash
 * @param digests further digests to check, by lower-case algorithm name, lower-case hexadecimal
 */
public record Payload(ItemPath path, long size, Sha256 sha256, Map<String, String> digests) {
    public Payload {
        if (size < 0) {
            throw new IllegalArgumentException("size of '" + path + "' must not be negative: " + size);
        }
        if (path.isReserved()) {
            throw new IllegalArgumentException("path '" + path + "' lies below streams/, where only documents may");
        }
        digests = digests.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(digests));
    }
}
