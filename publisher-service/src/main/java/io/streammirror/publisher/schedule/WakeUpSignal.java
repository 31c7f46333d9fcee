package io.streammirror.publisher.schedule;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one worker; several signals before the worker waits wake it once. */
final class WakeUpSignal {
    private final Semaphore raised = new Semaphore(0);

    void raise() {
        raised.release();
    }

    /** Waits until it is raised, or the time is over; whether it was raised. */
    boolean await(Duration atMost) throws InterruptedException {
        boolean wasRaised = raised.tryAcquire(Math.max(1, atMost.toMillis()), TimeUnit.MILLISECONDS);
        if (wasRaised) {
            raised.drainPermits();
        }
        return wasRaised;
    }
}
