package io.streammirror.service;

import io.quarkus.runtime.Quarkus;
import io.streammirror.concurrent.DaemonThreads;
import io.streammirror.retry.Sleeper;
import io.streammirror.store.CreationCheck;
import io.streammirror.store.StoreException;
import io.streammirror.store.UnfitStoreException;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Probes at the start whether the store has the conditional writes that the decision log needs. If not, the process ends. */
@Singleton
public class WriterCheck {
    private static final Logger LOG = Logger.getLogger(WriterCheck.class);

    /** Time until a store that did not answer is probed again. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final CreationCheck check;

    WriterCheck(CreationCheck check) {
        this.check = check;
    }

    /**
     * Probes the store.
     *
     * @throws UnfitStoreException when it is unfit; this was logged, and the process is ending
     * @throws StoreException when it could not be probed; call again later
     */
    public void run() {
        try {
            check.require();
        } catch (UnfitStoreException e) {
            LOG.error(e.getMessage());
            Quarkus.asyncExit(ServiceStart.USAGE);
            throw e;
        }
        check.warning().ifPresent(LOG::warn);
    }

    /** Probes the store in the background until it answers, for a service that can serve readers meanwhile. */
    public void runInBackground() {
        DaemonThreads.starting("writer-check").execute(this::runUntilKnown);
    }

    private void runUntilKnown() {
        boolean logged = false;
        while (true) {
            try {
                run();
                return;
            } catch (UnfitStoreException ending) {
                return;
            } catch (StoreException e) {
                if (!logged) {
                    LOG.warnf("The store could not be probed, trying again every 5 seconds reason=%s", e.getMessage());
                    logged = true;
                }
            }
            try {
                Sleeper.SYSTEM.sleep(PAUSE);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
