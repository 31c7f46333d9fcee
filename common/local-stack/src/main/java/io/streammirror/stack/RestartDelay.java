package io.streammirror.stack;

import io.streammirror.retry.DoublingDelay;
import java.time.Duration;

/** The delay before a dead service is started again: doubled with each death, bounded, and reset after a minute of service. */
record RestartDelay(int deaths) {
    private static final DoublingDelay DELAY = new DoublingDelay(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private static final Duration HEALTHY = Duration.ofMinutes(1);

    static RestartDelay none() {
        return new RestartDelay(0);
    }

    RestartDelay afterDeath(Duration served) {
        return served.compareTo(HEALTHY) >= 0 ? new RestartDelay(1) : new RestartDelay(deaths + 1);
    }

    Duration delay() {
        return DELAY.after(deaths);
    }
}
