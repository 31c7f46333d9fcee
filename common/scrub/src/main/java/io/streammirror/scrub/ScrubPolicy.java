package io.streammirror.scrub;

import io.streammirror.config.ScrubWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;

/**
 * When blobs are verified.
 *
 * @param every within which each blob is verified; zero for never
 * @param rate bytes a second
 * @param window in which blobs are verified that are not late; empty for the whole day
 */
public record ScrubPolicy(Duration every, long rate, Optional<ScrubWindow> window) {
    private static final Duration DAY = Duration.ofDays(1);

    /** Of the time that a pass takes: outages and manual runs fit into the rest. */
    private static final int RESERVE = 2;

    /** The last part of the interval, in which reading begins at the latest. */
    private static final int LAST_PART = 4;

    public ScrubPolicy {
        if (every.isNegative() || rate <= 0) {
            throw new IllegalArgumentException("a scrub every " + every + " with " + rate + " bytes a second");
        }
    }

    public boolean isOff() {
        return every.isZero();
    }

    /**
     * How long before its deadline a blob becomes due: twice the time of a whole pass, at least a quarter of the
     * interval, and at most all of it.
     *
     * @param bytes of all blobs
     */
    public Duration lead(long bytes) {
        Duration pass = Duration.ofSeconds(bytes / rate);
        Duration open = window.map(ScrubWindow::length).orElse(DAY);
        Duration needed = pass.dividedBy(Math.max(1, open.toMinutes())).multipliedBy(DAY.toMinutes() * RESERVE);
        Duration least = every.dividedBy(LAST_PART);
        Duration lead = needed.compareTo(least) < 0 ? least : needed;
        return lead.compareTo(every) < 0 ? lead : every;
    }

    /** Whether a blob may be verified now, as far as its age says. */
    public boolean isDue(ScrubTarget target, Instant now, Duration lead) {
        return !isOff() && !now.isBefore(target.verified().plus(every).minus(lead));
    }

    /** Whether the deadline of a blob is over. */
    public boolean isLate(ScrubTarget target, Instant now) {
        return !isOff() && now.isAfter(target.verified().plus(every));
    }

    /** Whether blobs are verified at this time of day that are not late. */
    public boolean isOpen(LocalTime time) {
        return window.map(open -> open.contains(time)).orElse(true);
    }

    /** Bytes that are read in 30 days, when there are so many in the store. */
    public long bytesPerMonth(long bytes) {
        return isOff()
                ? 0
                : Math.round(bytes * (double) Duration.ofDays(30).toSeconds() / Math.max(1, every.toSeconds()));
    }
}
