package io.streammirror.watcher.poll;

import io.streammirror.event.UpstreamPolled;
import io.streammirror.event.UpstreamPolled.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Logs the polls of one mirror: each that found something or failed, and one of the others in an hour as a heartbeat.
 *
 * <p>Not safe for use by several threads at once.
 */
final class PollLog {
    private static final Logger LOG = Logger.getLogger(PollLog.class);

    /** A line of each mirror in this time shows that it is polled. */
    static final Duration HEARTBEAT = Duration.ofHours(1);

    private @Nullable Instant shown;

    void add(UpstreamPolled polled) {
        Level level = level(polled);
        if (polled.reason() == null) {
            LOG.logf(level, "Polled upstream mirror=%s outcome=%s", polled.mirror(), polled.outcome());
        } else {
            LOG.logf(
                    level,
                    "Polled upstream mirror=%s outcome=%s reason=%s",
                    polled.mirror(),
                    polled.outcome(),
                    polled.reason());
        }
    }

    /** The level of the next line. */
    Level level(UpstreamPolled polled) {
        Instant before = shown;
        boolean isIdle = polled.reason() == null && polled.outcome() == Outcome.UNCHANGED;
        if (isIdle && before != null && polled.time().isBefore(before.plus(HEARTBEAT))) {
            return Level.DEBUG;
        }
        shown = polled.time();
        return polled.reason() == null ? Level.INFO : Level.WARN;
    }
}
