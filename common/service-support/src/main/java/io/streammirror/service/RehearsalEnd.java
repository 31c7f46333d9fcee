package io.streammirror.service;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/** Ends a service that was only started to see which classes it needs. */
@Singleton
class RehearsalEnd {
    /** What the service does of itself once it is up belongs to it: first looks at store, broker and upstream. */
    private static final long SECONDS_UP = 2;

    /** After all others, which are the ones to be seen. */
    void onStart(@Observes @Priority(Integer.MAX_VALUE) StartupEvent start) {
        if (Boolean.getBoolean(Rehearsal.PROPERTY)) {
            var end = new Thread(RehearsalEnd::end, "rehearsal-end");
            end.setDaemon(true);
            end.start();
        }
    }

    private static void end() {
        try {
            TimeUnit.SECONDS.sleep(SECONDS_UP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Quarkus.asyncExit(0);
    }
}
