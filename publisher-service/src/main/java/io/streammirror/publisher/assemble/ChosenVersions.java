package io.streammirror.publisher.assemble;

import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.Version;
import io.streammirror.simplestreams.VersionName;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The versions chosen so far, and the content that each path has by them. */
final class ChosenVersions {
    private record ProductKey(ContentId stream, ProductName product) {}

    private final Map<ProductKey, SortedMap<VersionName, Version>> versions = new HashMap<>();
    private final Map<ItemPath, Sha256> contents = new HashMap<>();

    void add(VersionKey key, Version version) {
        versions.computeIfAbsent(new ProductKey(key.stream(), key.product()), unseen -> new TreeMap<>())
                .put(key.version(), version);
        StoredBlobs.payloads(version).forEach(payload -> contents.put(payload.path(), payload.sha256()));
    }

    /** Whether no path of the version has another content already. */
    boolean agreesWith(Version version) {
        return StoredBlobs.payloads(version).allMatch(payload -> contents.getOrDefault(payload.path(), payload.sha256())
                .equals(payload.sha256()));
    }

    SortedMap<VersionName, Version> versions(ContentId stream, ProductName product) {
        return versions.getOrDefault(new ProductKey(stream, product), Collections.emptySortedMap());
    }
}
