package io.streammirror.publisher.sign;

import io.streammirror.publisher.publication.PublishedFile;
import io.streammirror.simplestreams.ItemPath;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The documents of a tree in all their forms, signed and not yet stored.
 *
 * @param files every path of a document, with the blob that it names
 * @param fresh the bytes of those that have to be stored, by path; what is live already is not among them
 */
public record SignedTree(SortedMap<ItemPath, PublishedFile> files, Map<ItemPath, byte[]> fresh) {
    public SignedTree {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        fresh = Map.copyOf(fresh);
    }
}
