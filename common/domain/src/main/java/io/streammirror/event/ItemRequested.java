package io.streammirror.event;

import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A blob is wanted and not in the store.
 *
 * @param size in bytes, as upstream declares it
 * @param digests further digests that upstream declares beside sha256, by algorithm, in lower-case hex; all must agree
 * @param sources the places of the bytes, best first; never with credentials
 * @param mirrors who wants it
 * @param run the run of the watcher that asks
 * @param expires after this the request is void: the watcher has sent another request or no longer wants it
 */
public record ItemRequested(
        Sha256 sha256,
        long size,
        Map<String, String> digests,
        List<URI> sources,
        List<MirrorName> mirrors,
        String run,
        Instant time,
        Instant expires)
        implements Event {
    /** Items up to this size, in bytes, are asked for among their like. */
    public static final long SMALL = 1_000_000;

    public ItemRequested {
        if (size < 0) {
            throw new IllegalArgumentException("fetch request " + sha256 + ": size " + size + " is negative");
        }
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("fetch request " + sha256 + ": no source");
        }
        digests = Collections.unmodifiableMap(new TreeMap<>(digests));
        sources = List.copyOf(sources);
        mirrors = List.copyOf(mirrors);
    }

    @Override
    public Topic topic() {
        return small() ? Topic.SMALL_FETCH_REQUESTS : Topic.FETCH_REQUESTS;
    }

    /** Whether fetching it costs no more than asking about it. */
    public boolean small() {
        return size <= SMALL;
    }

    @Override
    public String key() {
        return sha256.hex();
    }
}
