package io.streammirror.fetcher;

import io.streammirror.fetcher.checkpoint.Leftovers;
import io.streammirror.store.StoreException;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks for leftovers from time to time. */
@Singleton
final class LeftoverSweep {
    private static final Logger LOG = Logger.getLogger(LeftoverSweep.class);

    private static final int INTERVAL_MINUTES = 60;

    private final Leftovers leftovers;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "leftovers");
        thread.setDaemon(true);
        return thread;
    });

    private @Nullable Future<?> sweeping;

    LeftoverSweep(Leftovers leftovers) {
        this.leftovers = leftovers;
    }

    /** Not all fetchers of a site at the same time, and never in the way of the start. */
    void start() {
        int first = 1 + ThreadLocalRandom.current().nextInt(INTERVAL_MINUTES / 4);
        sweeping = timer.scheduleWithFixedDelay(this::sweep, first, INTERVAL_MINUTES, TimeUnit.MINUTES);
    }

    void stop() {
        if (sweeping != null) {
            sweeping.cancel(true);
        }
        timer.shutdownNow();
    }

    private void sweep() {
        try {
            leftovers.sweep();
        } catch (StoreException e) {
            LOG.infof("Could not look for leftovers, trying again later cause=%s", e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "Looking for leftovers failed unexpectedly");
        }
    }
}
