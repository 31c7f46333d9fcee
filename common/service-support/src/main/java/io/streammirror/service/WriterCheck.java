package io.streammirror.service;

import io.quarkus.runtime.Quarkus;
import io.streammirror.store.CreationCheck;
import io.streammirror.store.StoreException;
import io.streammirror.store.UnfitStoreException;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** What a service that writes to the log finds out at its start: whether the store is fit for that. If not, the process ends. */
@Singleton
public class WriterCheck {
    private static final Logger LOG = Logger.getLogger(WriterCheck.class);

    /** How soon a store that did not answer is asked again. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final CreationCheck check;

    WriterCheck(CreationCheck check) {
        this.check = check;
    }

    /**
     * Probes the store.
     *
     * @throws UnfitStoreException when it is unfit; that was told, and the process is about to end
     * @throws StoreException when it could not be probed, to be called again
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

    /** Probes the store beside everything else, as soon as it answers: for a service that can do its work for readers without it. */
    public void runInBackground() {
        var thread = new Thread(this::runUntilKnown, "writer-check");
        thread.setDaemon(true);
        thread.start();
    }

    private void runUntilKnown() {
        boolean complained = false;
        while (true) {
            try {
                run();
                return;
            } catch (UnfitStoreException told) {
                return;
            } catch (StoreException e) {
                if (!complained) {
                    LOG.warnf("The store could not be probed yet, trying again reason=%s", e.getMessage());
                    complained = true;
                }
            }
            try {
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
