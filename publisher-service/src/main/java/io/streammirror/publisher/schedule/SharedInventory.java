package io.streammirror.publisher.schedule;

import io.streammirror.publisher.snapshot.LatestSnapshots;

/** What all mirrors of one publisher share: their snapshots, and the listing of the store behind them. */
public interface SharedInventory extends LatestSnapshots {
    /** How many blobs were reported to be stored since the start. */
    long storedReports();

    /** Bytes of all blobs in the store, as last listed. */
    long storedBytes();

    /** Blobs were lost or repaired: every mirror is checked with a new listing. */
    void inventoryChanged();
}
