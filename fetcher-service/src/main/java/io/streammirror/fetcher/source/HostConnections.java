package io.streammirror.fetcher.source;

import io.streammirror.http.HttpAuthority;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * The connections of this fetcher to each host: never more than a limit, shared by all slots. Every item has a right to
 * its first connection. It gets more while the host has some to spare and they make it faster. Safe for concurrent use.
 */
public final class HostConnections {
    /** How often a waiting item checks for a limit that has expired. */
    private static final long RECHECK_MILLIS = 1_000;

    private final int cap;
    private final int presumed;
    private final LongSupplier nanos;
    private final Map<String, Host> hosts = new ConcurrentHashMap<>();

    /**
     * @param cap connections to one host, at least 1
     */
    public HostConnections(int cap) {
        this(cap, 1, System::nanoTime);
    }

    /**
     * @param presumed how many connections to a host count as useful before anything is known of it
     */
    public HostConnections(int cap, int presumed, LongSupplier nanos) {
        this.cap = cap;
        this.presumed = presumed;
        this.nanos = nanos;
    }

    /** The right to an item's first connection to this source's host; waits for one. */
    public Lease first(URI source) throws InterruptedException {
        return host(source).first();
    }

    /** The right to one more connection for an item; empty if none is to spare, or none would make it faster. */
    public Optional<Lease> extra(URI source) {
        return host(source).extra();
    }

    /** Whether {@link #extra} would return one. */
    public boolean hasExtra(URI source) {
        return host(source).hasExtra();
    }

    /** Whether the host serves as many requests of this fetcher as it admits, so that another one has to wait for its turn. */
    public boolean isFull(URI source) {
        return host(source).isFull();
    }

    private Host host(URI source) {
        return hosts.computeIfAbsent(hostOf(source), name -> new Host());
    }

    private static String hostOf(URI source) {
        return HttpAuthority.of(source).map(HttpAuthority::toString).orElseGet(source::toString);
    }

    /** The right to one connection, returned by closing it. */
    public interface Lease extends AutoCloseable {
        /** Counts bytes that arrived over the connection. */
        void received(int bytes);

        /** The host serves a request over this connection. */
        void admitted();

        /** The host refused a request over this connection, because it serves others (429, 503). */
        void refused();

        /** Whether an item waits for its first connection, so that an item with more than one should return one. */
        boolean isWanted();

        @Override
        void close();
    }

    private final class Host {
        private final ConnectionCountTuner tuner = new ConnectionCountTuner(cap, presumed);
        private final AdmissionLimit admission = new AdmissionLimit(cap);
        private int inUse;
        private int admitted;
        private int waiting;

        synchronized Lease first() throws InterruptedException {
            waiting++;
            try {
                while (inUse >= admission.limit(nanos.getAsLong())) {
                    wait(RECHECK_MILLIS);
                }
            } finally {
                waiting--;
            }
            return grant();
        }

        synchronized Optional<Lease> extra() {
            return hasExtra() ? Optional.of(grant()) : Optional.empty();
        }

        synchronized boolean hasExtra() {
            return waiting == 0 && inUse < limit();
        }

        synchronized boolean isFull() {
            return admitted > 0 && admitted >= admission.limit(nanos.getAsLong());
        }

        private int limit() {
            long now = nanos.getAsLong();
            return Math.min(admission.limit(now), tuner.limit(now, inUse));
        }

        private Lease grant() {
            inUse++;
            return new HostLease(this);
        }

        synchronized void received(int bytes) {
            tuner.received(bytes);
        }

        synchronized void admitted(int change) {
            admitted += change;
        }

        synchronized void refused() {
            admission.refused(admitted, nanos.getAsLong());
        }

        synchronized boolean isWanted() {
            return waiting > 0;
        }

        synchronized void giveBack() {
            inUse--;
            notifyAll();
        }
    }

    private static final class HostLease implements Lease {
        private final Host host;
        private final AtomicBoolean admitted = new AtomicBoolean();
        private final AtomicBoolean closed = new AtomicBoolean();

        HostLease(Host host) {
            this.host = host;
        }

        @Override
        public void received(int bytes) {
            host.received(bytes);
        }

        @Override
        public void admitted() {
            if (admitted.compareAndSet(false, true)) {
                host.admitted(1);
            }
        }

        @Override
        public void refused() {
            notAdmitted();
            host.refused();
        }

        @Override
        public boolean isWanted() {
            return host.isWanted();
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                notAdmitted();
                host.giveBack();
            }
        }

        private void notAdmitted() {
            if (admitted.compareAndSet(true, false)) {
                host.admitted(-1);
            }
        }
    }
}
