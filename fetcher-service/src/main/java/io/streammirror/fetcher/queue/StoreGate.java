package io.streammirror.fetcher.queue;

import io.streammirror.fetcher.retry.Sleeper;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreKeys;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * Where slots wait while the store is full: no new request is taken, because all would fail one after the other and come back. The
 * gate tries now and then whether there is room again, and opens by itself.
 */
public final class StoreGate {
    /** Soon enough that nobody restarts a fetcher for it, seldom enough to be no load for a store in trouble. */
    static final Duration PAUSE = Duration.ofSeconds(15);

    /** More than the odds and ends that a full disk still takes. */
    private static final int ROOM = 1024 * 1024;

    private static final Logger LOG = Logger.getLogger(StoreGate.class);

    private final ObjectStore store;
    private final Sleeper sleeper;
    private final Executor watch;
    private volatile boolean open = true;

    /**
     * @param watch runs the trying, which lasts as long as the store is full
     */
    public StoreGate(ObjectStore store, Sleeper sleeper, Executor watch) {
        this.store = store;
        this.sleeper = sleeper;
        this.watch = watch;
    }

    /** Whether there is room, as far as is known. */
    public boolean isOpen() {
        return open;
    }

    /** Lets nobody pass until there is room again; of all that meet the full store at once, only the first is logged. */
    public void close(String reason) {
        synchronized (this) {
            if (!open) {
                return;
            }
            open = false;
        }
        LOG.warnf("The store is full: taking no new requests until there is room cause=%s", reason);
        watch.execute(this::awaitRoom);
    }

    private void awaitRoom() {
        try {
            do {
                sleeper.sleep(PAUSE);
            } while (!hasRoom());
            open = true;
            LOG.info("The store has room again: taking requests");
        } catch (InterruptedException theFetcherEnds) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean hasRoom() {
        String key = StoreKeys.PROBE + UUID.randomUUID() + "/room";
        try {
            store.put(key, ByteBuffer.allocate(ROOM), ObjectAttributes.BYTES);
            store.delete(key);
            return true;
        } catch (StoreException stillFull) {
            return false;
        }
    }
}
