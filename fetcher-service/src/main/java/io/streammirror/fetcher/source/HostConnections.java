package io.streammirror.fetcher.source;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * The connections of this fetcher to each host: never more than a limit, shared by all slots. Every item has a right to its first connection. It gets
 * more while the host has some to spare and they make it faster. Safe for concurrent use.
 */
public final class HostConnections {
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

    private Host host(URI source) {
        return hosts.computeIfAbsent(Hosts.of(source), name -> new Host());
    }

    /** The right to one connection, returned by closing it. */
    public interface Lease extends AutoCloseable {
        /** Counts bytes that arrived over the connection. */
        void received(int bytes);

        /** Whether an item waits for its first connection, so that an item with more than one should return one. */
        boolean isWanted();

        @Override
        void close();
    }

    private final class Host {
        private final ConnectionCountTuner tuner = new ConnectionCountTuner(cap, presumed);
        private int inUse;
        private int waiting;

        synchronized Lease first() throws InterruptedException {
            waiting++;
            try {
                while (inUse >= cap) {
                    wait();
                }
            } finally {
                waiting--;
            }
            return lend();
        }

        synchronized Optional<Lease> extra() {
            return hasExtra() ? Optional.of(lend()) : Optional.empty();
        }

        synchronized boolean hasExtra() {
            return waiting == 0 && inUse < limit();
        }

        private int limit() {
            return Math.min(cap, tuner.limit(nanos.getAsLong(), inUse));
        }

        private Lease lend() {
            inUse++;
            return new HostLease(this);
        }

        synchronized void received(int bytes) {
            tuner.received(bytes);
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
        private final AtomicBoolean closed = new AtomicBoolean();

        HostLease(Host host) {
            this.host = host;
        }

        @Override
        public void received(int bytes) {
            host.received(bytes);
        }

        @Override
        public boolean isWanted() {
            return host.isWanted();
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                host.giveBack();
            }
        }
    }
}
