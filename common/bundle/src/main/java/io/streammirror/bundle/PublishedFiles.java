package io.streammirror.bundle;

import io.streammirror.codec.Json;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectReader;
import io.streammirror.store.StoreKeys;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The files of one publication of a bucket. It reads the part of the stored publication that an export needs.
 *
 * @param updated what the index says
 */
public record PublishedFiles(MirrorName mirror, Sha256 id, Instant updated, SortedMap<ItemPath, File> files) {
    private static final String FORMAT = "publication:1";
    private static final String DOCUMENTS = "streams/v1/";

    /** A tree of 100,000 paths takes some 30 MB. */
    private static final long MAX_BYTES = 128L << 20;

    /**
     * A file of the tree.
     *
     * @param size in bytes
     */
    public record File(Sha256 sha256, long size) {}

    private record Form(String format, Instant updated, TreeMap<ItemPath, File> files) {}

    public PublishedFiles {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /**
     * Reads a publication from the store.
     *
     * @throws BundleException when its bytes are damaged, or a newer version wrote it
     */
    public static PublishedFiles read(ObjectReader store, MirrorName mirror, Sha256 id) {
        String key = StoreKeys.publication(mirror, id);
        byte[] bytes = store.read(key, MAX_BYTES);
        if (!Sha256.of(bytes).equals(id)) {
            throw new BundleException(
                    "object " + key + " is damaged: the publisher replaces it with the next publication");
        }
        try {
            Form form = Json.read(bytes, Form.class);
            if (!FORMAT.equals(form.format())) {
                throw new BundleException("object " + key + " has the format '" + form.format() + "', not '" + FORMAT
                        + "': export with the version that wrote it");
            }
            return new PublishedFiles(
                    mirror, id, Json.required(form.updated(), "updated"), Json.required(form.files(), "files"));
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new BundleException("object " + key + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The publication as a manifest names it. */
    BundledPublication bundled() {
        var documents = new TreeMap<ItemPath, Sha256>();
        files.forEach((path, file) -> {
            if (isDocument().test(path)) {
                documents.put(path, file.sha256());
            }
        });
        return new BundledPublication(mirror, id, updated, documents);
    }

    /** Whether a path is that of a document; all others are items. */
    public static Predicate<ItemPath> isDocument() {
        return path -> path.value().startsWith(DOCUMENTS);
    }
}
