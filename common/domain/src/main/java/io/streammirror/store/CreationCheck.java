package io.streammirror.store;

import java.util.Optional;

/**
 * Finds out, once in the life of a process, whether decisions may be written to a store: of several writers that create the same
 * object exactly one must win, or else the operator must have said that there are no several.
 *
 * <p>Safe for use by several threads: who comes while the store is probed waits for what is found.
 */
public final class CreationCheck {
    private static final String EXCUSE =
            "The store lets several writers create the same object. On the word of store.single-writer it is used all"
                    + " the same: a second watcher or publisher would lose decisions.";

    private enum Finding {
        UNKNOWN,
        FIT,
        EXCUSED,
        UNFIT
    }

    private final ObjectStore store;
    private final String place;
    private final boolean singleWriter;
    private volatile Finding finding = Finding.UNKNOWN;

    /**
     * @param place the store and bucket, for people; no credentials
     * @param singleWriter the operator's word that only one watcher and one publisher write
     */
    public CreationCheck(ObjectStore store, String place, boolean singleWriter) {
        this.store = store;
        this.place = place;
        this.singleWriter = singleWriter;
    }

    /**
     * Probes the store, unless that was done before.
     *
     * @throws UnfitStoreException when several writers win, and the operator did not say that there is only one
     * @throws StoreException when the store could not be probed; the next call tries again
     */
    public void require() {
        if (finding == Finding.UNKNOWN) {
            probe();
        }
        if (finding == Finding.UNFIT) {
            throw new UnfitStoreException(place);
        }
    }

    /** The warning about a store that is used although it lets several writers win. */
    public Optional<String> warning() {
        return finding == Finding.EXCUSED ? Optional.of(EXCUSE) : Optional.empty();
    }

    private synchronized void probe() {
        if (finding != Finding.UNKNOWN) {
            return;
        }
        try {
            boolean once = new StoreProbe(store).createsOnce();
            finding = once ? Finding.FIT : singleWriter ? Finding.EXCUSED : Finding.UNFIT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while the store was probed", e);
        }
    }
}
