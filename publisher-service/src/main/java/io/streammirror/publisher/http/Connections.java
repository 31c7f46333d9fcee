package io.streammirror.publisher.http;

import io.vertx.core.http.HttpConnection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who is connected, and on which connections a response is owed. All event loops use it at once.
 *
 * <p>At a limit the connection that has been idle longest makes room: at the limit of one address one of its own, at the limit of the port
 * one of the address with the most connections. Where none is idle the new connection is closed. A client tries again after that, which
 * MAAS does not do after an error status.
 */
final class Connections {
    private final PortLimits limits;
    private final Map<HttpConnection, Connected> all = new HashMap<>();
    private final Map<ClientAddress, Integer> byAddress = new HashMap<>();
    private volatile boolean ending;

    Connections(PortLimits limits) {
        this.limits = limits;
    }

    /** Counts a new connection until it is closed; empty, and the connection closed, where there is no room for it. */
    Optional<Connected> admit(HttpConnection connection, ClientAddress address) {
        Admission admission = admission(new Connected(connection, address));
        admission.evicted.ifPresent(Connected::close);
        admission.admitted.ifPresentOrElse(
                client -> connection.closeHandler(closed -> forget(client)), connection::close);
        return admission.admitted;
    }

    private synchronized Admission admission(Connected client) {
        boolean addressIsFull =
                limits.connectionsPerClient() > 0 && count(client.address) >= limits.connectionsPerClient();
        boolean portIsFull = all.size() >= limits.connections();
        Optional<Connected> evicted = Optional.empty();
        if (addressIsFull) {
            evicted = longestIdle(other -> other.address.equals(client.address));
        } else if (portIsFull) {
            evicted = longestIdle(other -> true);
        }
        if (ending || ((addressIsFull || portIsFull) && evicted.isEmpty())) {
            return new Admission(Optional.empty(), Optional.empty());
        }
        evicted.ifPresent(this::forget);
        all.put(client.connection, client);
        byAddress.merge(client.address, 1, Integer::sum);
        return new Admission(Optional.of(client), evicted);
    }

    private Optional<Connected> longestIdle(Predicate<Connected> eligible) {
        long now = System.nanoTime();
        return all.values().stream()
                .filter(client -> !client.busy && eligible.test(client))
                .max(Comparator.comparingInt((Connected client) -> count(client.address))
                        .thenComparingLong(client -> now - client.idleSince));
    }

    private int count(ClientAddress address) {
        return byAddress.getOrDefault(address, 0);
    }

    private synchronized void forget(Connected client) {
        if (all.remove(client.connection, client)) {
            byAddress.computeIfPresent(client.address, (address, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Counts a connection no longer: what is sent on it has limits of its own, and its sender ends it. */
    synchronized void detach(HttpConnection connection) {
        Connected client = all.get(connection);
        if (client != null) {
            forget(client);
        }
    }

    /** From now on no connection is admitted, and each is closed as soon as no response is owed on it. */
    void finish() {
        List<Connected> idle;
        synchronized (this) {
            ending = true;
            idle = all.values().stream().filter(client -> !client.busy).toList();
        }
        idle.forEach(Connected::close);
    }

    synchronized int open() {
        return all.size();
    }

    /** Connections on which a response is owed. */
    synchronized long busy() {
        return all.values().stream().filter(client -> client.busy).count();
    }

    /** One connection. */
    final class Connected {
        private final HttpConnection connection;
        private final ClientAddress address;
        private volatile boolean busy;
        private volatile long idleSince = System.nanoTime();

        private Connected(HttpConnection connection, ClientAddress address) {
            this.connection = connection;
            this.address = address;
        }

        /** A request has come whose response is not written yet. */
        void begin() {
            busy = true;
        }

        /** The response is written. */
        void end() {
            idleSince = System.nanoTime();
            busy = false;
            if (ending) {
                close();
            }
        }

        private void close() {
            connection.close();
        }
    }

    private record Admission(Optional<Connected> admitted, Optional<Connected> evicted) {}
}
