package io.streammirror.api;

import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One reader of one mirror, as a publisher has seen it since the start of the process.
 *
 * @param address of the client, or of the proxy in front of it
 * @param agent the {@code User-Agent}; the one with a version of MAAS where a MAAS uses two
 * @param mirror null for a client that asks for an index where no mirror is
 * @param first request of it
 * @param seen its last request
 * @param read the publication that it has read whole last; null before the first
 * @param attempt its last reading of an index; null before the first
 * @param refuses {@code index}, or the path of the document at which it stops; null unless it is refusing
 * @param notFound number of its requests for paths that are not published
 * @param notFoundPath the last of these paths
 * @param keyring when this address fetched the keyring that the publisher serves now
 */
public record ReaderInfo(
        String address,
        String agent,
        @Nullable MirrorName mirror,
        ReaderState state,
        Instant first,
        Instant seen,
        @Nullable Read read,
        @Nullable Attempt attempt,
        @Nullable String refuses,
        Items items,
        int notFound,
        @Nullable String notFoundPath,
        @Nullable Instant keyring) {
    public ReaderInfo {
        address = Objects.requireNonNullElse(address, "");
        agent = Objects.requireNonNullElse(agent, "");
        state = Objects.requireNonNullElse(state, ReaderState.UNKNOWN);
        first = Objects.requireNonNullElse(first, Instant.EPOCH);
        seen = Objects.requireNonNullElse(seen, Instant.EPOCH);
        items = Objects.requireNonNullElse(items, Items.NONE);
    }

    /** The same in another state. */
    public ReaderInfo in(ReaderState other) {
        return new ReaderInfo(
                address,
                agent,
                mirror,
                other,
                first,
                seen,
                read,
                attempt,
                other == ReaderState.REFUSING && attempt != null ? attempt.stoppedAt() : null,
                items,
                notFound,
                notFoundPath,
                keyring);
    }

    /**
     * A publication that was read whole.
     *
     * @param published when it was published
     * @param signer fingerprint of the key that signed it; null where that is not known any more
     * @param time of the last document
     * @param behind number of newer publications; null where it is no longer kept
     */
    public record Read(
            Sha256 publication,
            Instant published,
            @Nullable String signer,
            Instant time,
            @Nullable Integer behind) {}

    /**
     * The reading of one index and its products documents.
     *
     * @param index when the index was read; null where the publisher saw only documents
     * @param last when the last document of it was read
     * @param paths of the documents, in the order of the index
     * @param asked positions, from 0, of the documents that were read whole
     * @param broken whether the last of its requests was broken off
     * @param readings in a row that were not whole, this one included
     * @param readingsSince when the first of them began
     */
    public record Attempt(
            Sha256 publication,
            @Nullable Instant index,
            Instant last,
            List<String> paths,
            List<Integer> asked,
            boolean broken,
            int readings,
            @Nullable Instant readingsSince) {
        public Attempt {
            paths = List.copyOf(Objects.requireNonNullElse(paths, List.of()));
            asked = List.copyOf(Objects.requireNonNullElse(asked, List.of()));
        }

        boolean isWhole() {
            return asked.size() >= paths.size();
        }

        /** Clients read a document and verify it before they ask for the next one, so the last one that was asked for is refused. */
        String stoppedAt() {
            return asked.isEmpty() ? "index" : paths.get(Math.min(asked.get(asked.size() - 1), paths.size() - 1));
        }
    }

    /**
     * Items of the live publication, each distinct content once.
     *
     * @param taken whole
     * @param brokenOff not whole yet
     * @param notAsked never asked for
     */
    public record Items(int taken, int brokenOff, int notAsked) {
        public static final Items NONE = new Items(0, 0, 0);
    }
}
