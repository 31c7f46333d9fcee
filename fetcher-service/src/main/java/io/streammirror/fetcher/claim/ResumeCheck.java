package io.streammirror.fetcher.claim;

import io.streammirror.fetcher.digest.ItemDigests;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreProbe;
import org.jboss.logging.Logger;

/**
 * Checks at the start of a fetcher whether uploads of dead processes may be resumed. The store must refuse to complete an upload with
 * overwritten parts, since a paused holder may wake up and write. The platform must give access to the state of digests.
 */
public final class ResumeCheck {
    private static final Logger LOG = Logger.getLogger(ResumeCheck.class);

    private final ObjectStore store;
    private volatile boolean passed;

    public ResumeCheck(ObjectStore store) {
        this.store = store;
    }

    /** Runs the check; if the store does not answer it throws the store's exception, to be called again. */
    public void run() {
        boolean platform = ItemDigests.canBeResumed();
        boolean kept = new StoreProbe(store).keepsListedParts();
        passed = platform && kept;
        if (!platform) {
            LOG.warn("Large items start over after a crash: this Java does not give access to the state of digests;"
                    + " start the fetcher by 'java -jar', or with --add-opens=java.base/java.security=ALL-UNNAMED"
                    + " --add-opens=java.base/sun.security.provider=ALL-UNNAMED");
        }
        if (!kept) {
            LOG.warn(
                    "Large items start over after a crash: the store completes uploads with parts that were overwritten;"
                            + " use a store that refuses this");
        }
    }

    /** Whether uploads may be resumed; false before {@link #run}. */
    public boolean passed() {
        return passed;
    }
}
