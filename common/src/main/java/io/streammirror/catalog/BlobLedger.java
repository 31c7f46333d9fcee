package io.streammirror.catalog;

import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Payload;
import io.streammirror.simplestreams.Sha256;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects payloads into blobs and notices contradictions: a path has one content, a hash has one size. */
final class BlobLedger {
    private final Map<ItemPath, Sha256> contentOfPath = new HashMap<>();
    private final SortedMap<Sha256, WantedBlob> blobs = new TreeMap<>();

    /** Takes the payload, or leaves it out and says what it contradicts. */
    Optional<String> add(Payload payload) {
        Optional<String> contradiction = contradiction(payload);
        if (contradiction.isEmpty()) {
            contentOfPath.put(payload.path(), payload.sha256());
            blobs.merge(payload.sha256(), blobOf(payload), BlobLedger::merged);
        }
        return contradiction;
    }

    SortedMap<Sha256, WantedBlob> blobs() {
        return blobs;
    }

    private Optional<String> contradiction(Payload payload) {
        Sha256 known = contentOfPath.get(payload.path());
        if (known != null && !known.equals(payload.sha256())) {
            return Optional.of("path '" + payload.path() + "' is also that of sha256 " + known
                    + ", and the content of a path must never change");
        }
        WantedBlob blob = blobs.get(payload.sha256());
        if (blob == null) {
            return Optional.empty();
        }
        if (blob.size() != payload.size()) {
            return Optional.of("size " + payload.size() + " contradicts size " + blob.size()
                    + " of the same sha256 at '" + blob.paths().first() + "'");
        }
        return payload.digests().entrySet().stream()
                .filter(digest -> !blob.digests()
                        .getOrDefault(digest.getKey(), digest.getValue())
                        .equals(digest.getValue()))
                .map(digest -> digest.getKey() + " contradicts that of the same sha256 at '"
                        + blob.paths().first() + "'")
                .findFirst();
    }

    private static WantedBlob blobOf(Payload payload) {
        var paths = new TreeSet<ItemPath>();
        paths.add(payload.path());
        return new WantedBlob(payload.sha256(), payload.size(), payload.digests(), paths);
    }

    private static WantedBlob merged(WantedBlob one, WantedBlob other) {
        var digests = new TreeMap<>(one.digests());
        digests.putAll(other.digests());
        var paths = new TreeSet<>(one.paths());
        paths.addAll(other.paths());
        return new WantedBlob(one.sha256(), one.size(), digests, paths);
    }
}
