package io.streammirror.service;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.streammirror.concurrent.DaemonThreads;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/** Ends a training run once the service was up for a moment. */
@Singleton
class TrainingRunEnd {
    /** Long enough for the first calls to store, broker and upstream, whose classes belong to the archive. */
    private static final long SECONDS_UP = 2;

    /** Runs after all other observers, whose classes belong to the archive. */
    void onStart(@Observes @Priority(Integer.MAX_VALUE) StartupEvent start) {
        if (Boolean.getBoolean(TrainingRun.PROPERTY)) {
            DaemonThreads.starting("training-run-end").execute(TrainingRunEnd::end);
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
