package io.streammirror.system.fault;

import java.time.Duration;

/** Waits, until it is over or the proxy ends. */
final class Pause {
    private Pause() {}

    static void of(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException ends) {
            Thread.currentThread().interrupt();
        }
    }
}
