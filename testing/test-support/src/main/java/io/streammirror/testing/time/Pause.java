package io.streammirror.testing.time;

import java.time.Duration;

/** The time that a simulated fault or a slow peer takes. Tests wait for conditions with Awaitility instead. */
public final class Pause {
    private Pause() {}

    /** Returns after this time, or at once with the interrupt flag set when the thread is interrupted. */
    public static void of(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException ends) {
            Thread.currentThread().interrupt();
        }
    }
}
