package io.streammirror.catalog;

import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Bytes that a catalog needs, once, however many items name them.
 *
 * @param size in bytes
 * @param digests all further digests that any of the items gives, by algorithm
 * @param paths everywhere upstream has these bytes; never empty
 */
public record WantedBlob(Sha256 sha256, long size, Map<String, String> digests, SortedSet<ItemPath> paths) {
    public WantedBlob {
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("wanted blob '" + sha256 + "' must have a path");
        }
        digests = Collections.unmodifiableMap(new TreeMap<>(digests));
        paths = Collections.unmodifiableSortedSet(new TreeSet<>(paths));
    }
}
