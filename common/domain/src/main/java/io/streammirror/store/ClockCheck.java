package io.streammirror.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Compares this machine's clock with the store's, which is the {@code Date} of its answers.
 *
 * <p>Mirrors of this mirror take a publication with a future date for an attack. All later ones must be dated after it.
 * Safe for use by several threads.
 */
public final class ClockCheck {
    /** NTP keeps clocks within a second; S3 itself refuses requests beyond 15 minutes. */
    public static final Duration MAX_DIFFERENCE = Duration.ofMinutes(3);

    private final ObjectReader store;
    private final Clock clock;

    public ClockCheck(ObjectReader store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** How far this machine's clock is ahead of the store's, negative when it is behind; empty while the store has not sent its time. */
    public Optional<Duration> difference() {
        Instant now = clock.instant();
        return store.time().map(there -> Duration.between(there, now));
    }

    /** The problem with this machine's clock, for operators; empty while the store has not sent its time. */
    public Optional<String> problem() {
        return difference()
                .filter(difference -> difference.abs().compareTo(MAX_DIFFERENCE) > 0)
                .map(difference -> "the clock of this machine is " + text(difference.abs())
                        + (difference.isNegative() ? " behind" : " ahead of")
                        + " the store's; nothing is published until both agree within "
                        + MAX_DIFFERENCE.toMinutes() + " minutes: set the clock (NTP) of the one that is wrong");
    }

    /**
     * Requires that both clocks agree.
     *
     * @throws WrongClockException when they do not
     */
    public void require() {
        problem().ifPresent(problem -> {
            throw new WrongClockException(problem);
        });
    }

    private static String text(Duration difference) {
        long minutes = difference.toMinutes();
        return minutes < 120 ? minutes + " minutes" : difference.toHours() + " hours";
    }
}
