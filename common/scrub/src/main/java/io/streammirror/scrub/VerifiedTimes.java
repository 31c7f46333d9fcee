package io.streammirror.scrub;

import io.streammirror.codec.Json;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreKeys;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When each blob was last verified by the scrub: the progress, which is one object of the store. Safe for use by several threads.
 *
 * <p>Losing it costs a pass and nothing else.
 */
public final class VerifiedTimes {
    /** Some 700,000 blobs. */
    private static final long MAX_BYTES = 64 << 20;

    /** Raised only when older software could no longer read what is written. */
    private static final String FORMAT = "scrub-progress:1";

    private final Map<Sha256, Instant> times = new ConcurrentHashMap<>();

    /**
     * The object.
     *
     * @param verified seconds since 1970 by hash
     */
    private record Form(String format, Map<String, Long> verified) {}

    /** The blob was read and is right. */
    public void verified(Sha256 sha256, Instant time) {
        times.merge(sha256, time.truncatedTo(ChronoUnit.SECONDS), VerifiedTimes::later);
    }

    /** When a blob was verified; empty for one that was not since it was stored. */
    public Optional<Instant> of(Sha256 sha256) {
        return Optional.ofNullable(times.get(sha256));
    }

    /** Forgets blobs that are gone. */
    public void keepOnly(Collection<Sha256> stored) {
        times.keySet().retainAll(stored);
    }

    /**
     * Adds what a process has written, this one or another.
     *
     * @return false when the object cannot be read, so that its times are lost
     */
    public boolean load(ObjectStore store) {
        try {
            Form form = Json.read(store.read(StoreKeys.SCRUB_PROGRESS, MAX_BYTES), Form.class);
            if (!FORMAT.equals(form.format())) {
                return false;
            }
            Json.required(form.verified(), "verified")
                    .forEach((hex, seconds) -> verified(new Sha256(hex), Instant.ofEpochSecond(seconds)));
            return true;
        } catch (ObjectMissingException none) {
            return true;
        } catch (UncheckedIOException | IllegalArgumentException damaged) {
            return false;
        }
    }

    public void save(ObjectStore store) {
        var verified = new TreeMap<String, Long>();
        times.forEach((sha256, time) -> verified.put(sha256.hex(), time.getEpochSecond()));
        store.put(StoreKeys.SCRUB_PROGRESS, Json.pretty(new Form(FORMAT, verified)), ObjectAttributes.JSON);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
