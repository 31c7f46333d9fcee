package io.streammirror.cli.progress;

import java.time.Duration;
import java.util.Optional;

/** Time to go at the present rate. */
final class Eta {
    /** Beyond this an estimate says nothing. */
    private static final Duration MAX = Duration.ofDays(7);

    private Eta() {}

    static Optional<Duration> of(long missingBytes, double bytesPerSecond) {
        if (missingBytes <= 0 || bytesPerSecond < 1) {
            return Optional.empty();
        }
        Duration eta = Duration.ofSeconds((long) Math.ceil(missingBytes / bytesPerSecond));
        return eta.compareTo(MAX) > 0 ? Optional.empty() : Optional.of(eta);
    }

    static String text(Duration eta) {
        if (eta.toHours() > 0) {
            return eta.toHours() + " h " + eta.toMinutesPart() + " min";
        }
        return eta.toMinutes() > 0 ? eta.toMinutes() + " min " + eta.toSecondsPart() + " s" : eta.toSeconds() + " s";
    }
}
