package io.streammirror.cli.stack;

import java.time.Duration;

/** How long to wait before a dead service is started again: doubling, bounded, and forgiving after a minute of service. */
record BackOff(int deaths) {
    private static final Duration MAX = Duration.ofSeconds(30);
    private static final Duration HEALTHY = Duration.ofMinutes(1);
    private static final int MAX_DOUBLINGS = 5;

    static BackOff none() {
        return new BackOff(0);
    }

    BackOff afterDeath(Duration served) {
        return served.compareTo(HEALTHY) >= 0 ? new BackOff(1) : new BackOff(deaths + 1);
    }

    Duration delay() {
        Duration doubled = Duration.ofSeconds(1L << Math.min(Math.max(deaths - 1, 0), MAX_DOUBLINGS));
        return doubled.compareTo(MAX) > 0 ? MAX : doubled;
    }
}
