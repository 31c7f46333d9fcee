package io.streammirror.watcher.poll;

import io.streammirror.upstream.Depth;
import io.streammirror.upstream.DocumentMemory;
import io.streammirror.upstream.MirrorUpstream;
import io.streammirror.upstream.ReadRequest;
import io.streammirror.upstream.ReadResult;
import io.streammirror.upstream.StaleDocument;
import io.streammirror.upstream.TreeValidators;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one upstream as cheaply as it can, and remembers how far it came. */
final class UpstreamPoller {
    /** Every so many polls the other documents are asked for although the index stayed the same: nothing binds them to the index. */
    static final int DEEP_POLL_EVERY = 24;

    /** Documents that are older than their index entries in so many readings in a row are taken as they are. */
    static final int MIN_STALE_READINGS = 3;

    private final MirrorUpstream upstream;
    private final PollRetry retry;

    private @Nullable TreeValidators known;
    private boolean provisional;
    private int pollsSinceDeepPoll;
    private Set<StaleDocument> stale = Set.of();
    private int staleReadings;
    private @Nullable Instant updated;
    private List<String> notes = List.of();

    UpstreamPoller(MirrorUpstream upstream, PollRetry retry) {
        this.upstream = upstream;
        this.retry = retry;
    }

    /**
     * Reads upstream.
     *
     * @return empty when nothing is new since what was last taken
     */
    Optional<ReadResult> poll(DocumentMemory.Reservation memory) {
        pollsSinceDeepPoll++;
        Depth depth = provisional || pollsSinceDeepPoll >= DEEP_POLL_EVERY ? Depth.EVERYTHING : Depth.INDEX;
        TreeValidators shown = known;
        Optional<ReadResult> reading = retry.read(() -> {
            memory.shrinkTo(0);
            return upstream.read(new ReadRequest(shown, depth, this::isStale, memory));
        });
        if (reading.isPresent()) {
            known = null; // until what was read is taken whole
        }
        if (reading.isPresent() || depth == Depth.EVERYTHING) {
            pollsSinceDeepPoll = 0;
        }
        return reading;
    }

    /** Whether documents stay older than their index entries, so that this is no state in between. */
    private boolean isStale(Set<StaleDocument> found) {
        staleReadings = found.equals(stale) ? staleReadings + 1 : 1;
        stale = found;
        return staleReadings >= MIN_STALE_READINGS;
    }

    /**
     * The mirror follows what was read: it need not be read again.
     *
     * @param about what people should know of it
     */
    void taken(ReadResult reading, List<String> about) {
        known = reading.bookmark();
        provisional = reading.isProvisional();
        updated = reading.set().updated();
        notes = about;
    }

    /** Notes about the state that was taken last. */
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
