package io.streammirror.fetcher.queue;

import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreKeys;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Stops the workers while the store is full: they acquire no requests, since all of them would fail and come back. The
 * gate opens by itself. Safe for concurrent use.
 */
public final class StoreCapacityGate {
    /** How often to check for room: soon enough for an operator who waits, and no load for a store in trouble. */
    public static final Duration CHECK_INTERVAL = Duration.ofSeconds(15);

    /** More than the small rest that a full disk still takes. */
    private static final int PROBE_BYTES = 1024 * 1024;

    private static final Logger LOG = Logger.getLogger(StoreCapacityGate.class);

    private final ObjectStore store;
    private volatile boolean open = true;

    public StoreCapacityGate(ObjectStore store) {
        this.store = store;
    }

    /** Whether the store has room, as far as is known. */
    public boolean isOpen() {
        return open;
    }

    /** Closes the gate until there is room again; logs the first of the failures that happen at once. */
    public synchronized void close(String reason) {
        if (open) {
            open = false;
            LOG.warnf("The store is full: acquiring no requests until it has room reason=%s", reason);
        }
    }

    /** Opens a closed gate if the store has room again; to be called every {@link #CHECK_INTERVAL}. */
    public void check() {
        if (!open && hasRoom()) {
            open = true;
            LOG.info("The store has room again: acquiring requests");
        }
    }

    private boolean hasRoom() {
        String key = StoreKeys.PROBE + UUID.randomUUID() + "/room";
        try {
            store.put(key, ByteBuffer.allocate(PROBE_BYTES), ObjectAttributes.BYTES);
            store.delete(key);
            return true;
        } catch (StoreException stillFull) {
            return false;
        }
    }
}
