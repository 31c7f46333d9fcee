package io.streammirror.watcher.poll;

import io.streammirror.upstream.Bookmark;
import io.streammirror.upstream.MirrorUpstream;
import io.streammirror.upstream.UpstreamReader.Reading;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one upstream as cheaply as it can, and remembers how far it came. */
final class UpstreamWatch {
    /** So often, although the index stayed the same, the products are read again: nothing binds them to the index. */
    static final int FULL_READ_EVERY = 24;

    private final MirrorUpstream upstream;
    private final Patience patience;

    private @Nullable Bookmark known;
    private int looksSinceFullRead;
    private @Nullable Instant updated;

    UpstreamWatch(MirrorUpstream upstream, Patience patience) {
        this.upstream = upstream;
        this.patience = patience;
    }

    /**
     * Looks upstream.
     *
     * @return empty when nothing is new since what was last taken
     */
    Optional<Reading> look() {
        looksSinceFullRead++;
        Bookmark shown = looksSinceFullRead >= FULL_READ_EVERY ? null : known;
        Optional<Reading> reading = patience.read(() -> upstream.read(shown));
        if (reading.isPresent()) {
            known = null; // until what was read is taken whole
            looksSinceFullRead = 0;
        }
        return reading;
    }

    /** What was read is what the mirror follows now: it need not be read again. */
    void taken(Reading reading) {
        known = reading.bookmark();
        updated = reading.set().updated();
    }

    /** Reads everything the next time. */
    void forget() {
        known = null;
    }

    /** The newest time stamp of what was last taken; null where there is none. */
    @Nullable
    Instant updated() {
        return updated;
    }
}
