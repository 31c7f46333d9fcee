package io.streammirror.watcher.poll;

import io.streammirror.upstream.Depth;
import io.streammirror.upstream.MirrorUpstream;
import io.streammirror.upstream.ReadResult;
import io.streammirror.upstream.TreeValidators;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one upstream as cheaply as it can, and remembers how far it came. */
final class UpstreamWatch {
    /** So often, although the index stayed the same, the other documents are asked for too: nothing binds them to the index. */
    static final int DEEP_LOOK_EVERY = 24;

    private final MirrorUpstream upstream;
    private final Patience patience;

    private @Nullable TreeValidators known;
    private int looksSinceDeepLook;
    private @Nullable Instant updated;
    private List<String> notes = List.of();

    UpstreamWatch(MirrorUpstream upstream, Patience patience) {
        this.upstream = upstream;
        this.patience = patience;
    }

    /**
     * Looks upstream.
     *
     * @return empty when nothing is new since what was last taken
     */
    Optional<ReadResult> look() {
        looksSinceDeepLook++;
        Depth depth = looksSinceDeepLook >= DEEP_LOOK_EVERY ? Depth.EVERYTHING : Depth.INDEX;
        TreeValidators shown = known;
        Optional<ReadResult> reading = patience.read(() -> upstream.read(shown, depth));
        if (reading.isPresent()) {
            known = null; // until what was read is taken whole
        }
        if (reading.isPresent() || depth == Depth.EVERYTHING) {
            looksSinceDeepLook = 0;
        }
        return reading;
    }

    /** What was read is what the mirror follows now: it need not be read again. */
    void taken(ReadResult reading) {
        known = reading.bookmark();
        updated = reading.set().updated();
        notes = reading.notes();
    }

    /** Sources that could not be used when the tree was last taken, and why. */
    List<String> notes() {
        return notes;
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
