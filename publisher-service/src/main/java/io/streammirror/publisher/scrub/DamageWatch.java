package io.streammirror.publisher.scrub;

import io.quarkus.runtime.StartupEvent;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LogException;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.DamageRecords;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The blobs that are known to be damaged, so that none of them is served. The log says when to list the records; while there are any, they
 * are listed whenever the log is read for the served tree. Safe for use by any thread.
 */
@Singleton
public class DamageWatch {
    private static final Logger LOG = Logger.getLogger(DamageWatch.class);

    private static final int MAX_START_SECONDS = 2;

    private final ObjectStore store;
    private final DecisionLog log;
    private final Set<Sha256> suspects = ConcurrentHashMap.newKeySet();
    private volatile Set<Sha256> damaged = Set.of();
    private long sequence = -1;

    public DamageWatch(ObjectStore store, DecisionLog log) {
        this.store = store;
        this.log = log;
    }

    /** Before the public port is opened; a store that does not answer delays that for a moment only, since it has nothing to serve. */
    void onStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        try {
            CompletableFuture.runAsync(this::refresh).get(MAX_START_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException later) {
            LOG.debugf("The records of damaged blobs are listed later reason=%s", later);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lists the records if there may be others. */
    void refresh() {
        try {
            refresh(log.head().sequence());
        } catch (StoreException | LogException e) {
            LOG.debugf("The log could not be read for records of damaged blobs reason=%s", e.getMessage());
        }
    }

    /** Lists the records if there may be others, now that the log ends with this entry. */
    public synchronized void refresh(long head) {
        if (head == sequence && damaged.isEmpty()) {
            return;
        }
        try {
            damaged = DamageRecords.list(store);
            sequence = head;
        } catch (StoreException e) {
            LOG.debugf("The records of damaged blobs could not be listed reason=%s", e.getMessage());
        }
    }

    /** A blob that was found to be damaged, and recorded, just now. */
    synchronized void add(Sha256 sha256) {
        var more = new HashSet<>(damaged);
        more.add(sha256);
        damaged = Set.copyOf(more);
    }

    /** A blob was read with wrong bytes, which is to be confirmed. */
    public void suspect(Sha256 sha256) {
        suspects.add(sha256);
    }

    /** The suspects since the last call. */
    Set<Sha256> takeSuspects() {
        var taken = new HashSet<>(suspects);
        suspects.removeAll(taken);
        taken.removeIf(this::isDamaged);
        return taken;
    }

    public boolean isDamaged(Sha256 sha256) {
        Set<Sha256> now = damaged;
        return !now.isEmpty() && now.contains(sha256);
    }

    public Set<Sha256> damaged() {
        return damaged;
    }
}
