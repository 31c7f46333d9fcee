package io.streammirror.stack;

import java.time.Duration;

/** The delay before a dead service is started again: doubled with each death, bounded, and reset after a minute of service. */
record RestartDelay(int deaths) {
    private static final Duration MAX = Duration.ofSeconds(30);
    private static final Duration HEALTHY = Duration.ofMinutes(1);
    private static final int MAX_DOUBLINGS = 5;

    static RestartDelay none() {
        return new RestartDelay(0);
    }

    RestartDelay afterDeath(Duration served) {
        return served.compareTo(HEALTHY) >= 0 ? new RestartDelay(1) : new RestartDelay(deaths + 1);
    }

    Duration delay() {
        Duration doubled = Duration.ofSeconds(1L << Math.min(Math.max(deaths - 1, 0), MAX_DOUBLINGS));
        return doubled.compareTo(MAX) > 0 ? MAX : doubled;
    }
}
