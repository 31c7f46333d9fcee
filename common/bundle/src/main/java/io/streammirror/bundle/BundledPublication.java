package io.streammirror.bundle;

import io.streammirror.codec.Json;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A publication of the sender.
 *
 * @param mirror its name at the sender
 * @param id of the publication at the sender
 * @param updated what its index says
 * @param documents the blob behind the path of each document, signatures among them
 */
public record BundledPublication(MirrorName mirror, Sha256 id, Instant updated, SortedMap<ItemPath, Sha256> documents) {
    static final ItemPath INDEX = new ItemPath("streams/v1/index.sjson");

    public BundledPublication {
        Json.required(mirror, "mirror");
        Json.required(id, "id");
        Json.required(updated, "updated");
        documents = Collections.unmodifiableSortedMap(new TreeMap<>(Json.required(documents, "documents")));
        if (!documents.containsKey(INDEX)) {
            throw new IllegalArgumentException("publication " + id + " of mirror '" + mirror + "' has no " + INDEX);
        }
    }

    /** The path of the signed index. */
    public ItemPath index() {
        return INDEX;
    }
}
