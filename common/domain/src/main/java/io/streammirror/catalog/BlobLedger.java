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
    private final Map<Sha256, Content> contents = new HashMap<>();

    /** Takes the payload, or leaves it out and says what it contradicts. */
    Optional<String> add(Payload payload) {
        Optional<String> contradiction = contradiction(payload);
        if (contradiction.isEmpty()) {
            contentOfPath.put(payload.path(), payload.sha256());
            contents.computeIfAbsent(payload.sha256(), unseen -> new Content(payload.size()))
                    .add(payload);
        }
        return contradiction;
    }

    SortedMap<Sha256, WantedBlob> blobs() {
        var blobs = new TreeMap<Sha256, WantedBlob>();
        contents.forEach((sha256, content) ->
                blobs.put(sha256, new WantedBlob(sha256, content.size, content.digests, content.paths)));
        return blobs;
    }

    private Optional<String> contradiction(Payload payload) {
        Sha256 known = contentOfPath.get(payload.path());
        if (known != null && !known.equals(payload.sha256())) {
            return Optional.of("path '" + payload.path() + "' is also that of sha256 " + known
                    + ", and the content of a path must never change");
        }
        Content content = contents.get(payload.sha256());
        return content == null ? Optional.empty() : content.contradiction(payload);
    }

    /** The payloads of one hash; grows in place, because a thousand items may share one. */
    private static final class Content {
        private final long size;
        private final SortedMap<String, String> digests = new TreeMap<>();
        private final TreeSet<ItemPath> paths = new TreeSet<>();

        Content(long size) {
            this.size = size;
        }

        void add(Payload payload) {
            digests.putAll(payload.digests());
            paths.add(payload.path());
        }

        Optional<String> contradiction(Payload payload) {
            if (size != payload.size()) {
                return Optional.of("size " + payload.size() + " contradicts size " + size + " of the same sha256 at '"
                        + paths.first() + "'");
            }
            return payload.digests().entrySet().stream()
                    .filter(digest -> !digests.getOrDefault(digest.getKey(), digest.getValue())
                            .equals(digest.getValue()))
                    .map(digest -> digest.getKey() + " contradicts that of the same sha256 at '" + paths.first() + "'")
                    .findFirst();
        }
    }
}
