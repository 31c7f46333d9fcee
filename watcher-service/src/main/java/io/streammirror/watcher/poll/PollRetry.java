package io.streammirror.watcher.poll;

import io.streammirror.retry.Sleeper;
import io.streammirror.upstream.UpstreamException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Tries again within one poll, since upstream may be between two states, or away for a moment. */
public final class PollRetry {
    /** Three tries; longer outages are the schedule's business. */
    public static final List<Duration> PAUSES = List.of(Duration.ofSeconds(2), Duration.ofSeconds(6));

    /** No try begins later than this after the first, however long a source took to fail. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    private final Sleeper sleeper;
    private final Clock clock;

    public PollRetry(Sleeper sleeper, Clock clock) {
        this.sleeper = sleeper;
        this.clock = clock;
    }

    /** Reads, again if need be; the last failure is the one that counts. */
    <T> T read(Supplier<T> reading) {
        Instant last = clock.instant().plus(LIMIT);
        for (Duration pause : PAUSES) {
            try {
                return reading.get();
            } catch (UpstreamException.Unreachable e) {
                rest(longer(pause, e.retryAfter().orElse(Duration.ZERO)), last, e);
            } catch (UpstreamException.Inconsistent e) {
                rest(pause, last, e);
            }
        }
        return reading.get();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private void rest(Duration pause, Instant last, UpstreamException failure) {
        if (clock.instant().plus(pause).isAfter(last)) {
            throw failure;
        }
        try {
            sleeper.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
