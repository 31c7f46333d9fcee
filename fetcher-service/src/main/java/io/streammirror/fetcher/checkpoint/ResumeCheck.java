package io.streammirror.fetcher.checkpoint;

import io.streammirror.fetcher.digest.ItemDigests;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreProbe;
import org.jboss.logging.Logger;

/**
 * Finds out at the start of a fetcher whether an upload may outlive the process that began it: the store must refuse to complete it with parts
 * that were overwritten, since a holder that was paused may wake up and write, and the platform must let the state of digests out.
 */
public final class ResumeCheck {
    private static final Logger LOG = Logger.getLogger(ResumeCheck.class);

    private final ObjectStore store;
    private volatile boolean passed;

    public ResumeCheck(ObjectStore store) {
        this.store = store;
    }

    /** Tries it; throws what the store throws when it does not answer, to be called again. */
    public void run() {
        boolean platform = ItemDigests.canBeResumed();
        boolean kept = new StoreProbe(store).keepsListedParts();
        passed = platform && kept;
        if (!platform) {
            LOG.warn("Large items start anew after a crash: this Java does not let the state of digests out;"
                    + " start the fetcher by 'java -jar', or with --add-opens=java.base/java.security=ALL-UNNAMED"
                    + " --add-opens=java.base/sun.security.provider=ALL-UNNAMED");
        }
        if (!kept) {
            LOG.warn(
                    "Large items start anew after a crash: the store completes uploads with parts that were overwritten");
        }
    }

    /** Whether it may; not before {@link #run} has found out. */
    public boolean passed() {
        return passed;
    }
}
