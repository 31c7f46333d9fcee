package io.streammirror.publisher.serve;

import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.publication.Counts;
import io.streammirror.publisher.publication.DocumentPaths;
import io.streammirror.publisher.publication.Dropped;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.publication.PublishedFile;
import io.streammirror.publisher.publication.PublishedStream;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Small publications whose every blob is in a store. */
final class TestTrees {
    static final MirrorName MIRROR = new MirrorName("maas-stable");
    static final String BASE = "/maas/stable";
    static final Instant UPDATED = Instant.parse("2026-11-23T01:02:03Z");
    static final ContentId STREAM = new ContentId("com.ubuntu.maas:stable:v3:download");

    static final String SIGNER = "0123456789abcdef";

    private TestTrees() {}

    /** One stream, whose documents say nothing but their text, and these items. */
    static Publication publication(ObjectStore store, String text, Map<String, byte[]> items) {
        var files = new TreeMap<ItemPath, PublishedFile>();
        var body = Sha256.of(text.getBytes(StandardCharsets.UTF_8));
        for (DocumentPaths paths : new DocumentPaths[] {
            DocumentPaths.index(), DocumentPaths.alias(STREAM), DocumentPaths.immutable(STREAM, body)
        }) {
            files.put(paths.signed(), file(store, "signed " + text, PublishedFile.DOCUMENT_TYPE));
            files.put(paths.plain(), file(store, text, PublishedFile.DOCUMENT_TYPE));
            files.put(paths.detached(), file(store, "signature of " + text, PublishedFile.SIGNATURE_TYPE));
        }
        items.forEach((path, bytes) -> files.put(new ItemPath(path), file(store, bytes, PublishedFile.ITEM_TYPE)));
        var counts = new Counts(1, 1, items.size());
        var streams = new TreeMap<>(Map.of(STREAM, new PublishedStream(body, UPDATED, counts)));
        return new Publication(MIRROR, body, UPDATED, streams, files, counts, Dropped.NONE, Set.of());
    }

    private static PublishedFile file(ObjectStore store, String text, String type) {
        return file(store, text.getBytes(StandardCharsets.UTF_8), type);
    }

    private static PublishedFile file(ObjectStore store, byte[] bytes, String type) {
        var sha256 = Sha256.of(bytes);
        store.put(StoreKeys.blob(sha256), bytes, ObjectAttributes.BYTES);
        return new PublishedFile(sha256, bytes.length, type);
    }
}
