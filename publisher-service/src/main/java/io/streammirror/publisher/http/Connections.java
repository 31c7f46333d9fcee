package io.streammirror.publisher.http;

import io.vertx.core.http.HttpConnection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The open connections, and those on which a response is owed. All event loops use it at once.
 *
 * <p>At a limit the connection that has been idle longest makes room: at the limit of one address one of its own, at the limit of the port
 * one of the address with the most connections. Where none is idle the new connection is closed. A client tries again after that, which
 * MAAS does not do after an error status.
 */
final class Connections {
    private final PortLimits limits;
    private final Map<ClientAddress, Set<Connected>> byAddress = new HashMap<>();
    private int open;
    private volatile boolean ending;

    Connections(PortLimits limits) {
        this.limits = limits;
    }

    /** Counts a new connection until it is closed; empty, and the connection closed, where there is no room for it. */
    Optional<Connected> admit(HttpConnection connection, ClientAddress address) {
        AcceptDecision admission = admission(new Connected(connection, address));
        admission.evicted.ifPresent(Connected::close);
        admission.admitted.ifPresentOrElse(
                client -> connection.closeHandler(closed -> forget(client)), connection::close);
        return admission.admitted;
    }

    private synchronized AcceptDecision admission(Connected client) {
        boolean addressIsFull =
                limits.connectionsPerClient() > 0 && of(client.address).size() >= limits.connectionsPerClient();
        boolean portIsFull = open >= limits.connections();
        Optional<Connected> evicted = Optional.empty();
        if (addressIsFull) {
            evicted = longestIdle(of(client.address));
        } else if (portIsFull) {
            evicted = longestIdle();
        }
        if (ending || ((addressIsFull || portIsFull) && evicted.isEmpty())) {
            return new AcceptDecision(Optional.empty(), Optional.empty());
        }
        evicted.ifPresent(this::forget);
        byAddress.computeIfAbsent(client.address, unknown -> new HashSet<>()).add(client);
        open++;
        return new AcceptDecision(Optional.of(client), evicted);
    }

    private Set<Connected> of(ClientAddress address) {
        return byAddress.getOrDefault(address, Set.of());
    }

    /** Of one address alone: one client that opens connections again and again must not have all others scanned each time. */
    private static Optional<Connected> longestIdle(Set<Connected> connections) {
        long now = System.nanoTime();
        return connections.stream()
                .filter(client -> !client.busy)
                .max(Comparator.comparingLong(client -> now - client.idleSince));
    }

    /** Of the address with the most connections that has an idle one. */
    private Optional<Connected> longestIdle() {
        return byAddress.values().stream()
                .filter(connections -> connections.stream().anyMatch(client -> !client.busy))
                .max(Comparator.comparingInt(Set::size))
                .flatMap(Connections::longestIdle);
    }

    private synchronized void forget(Connected client) {
        Set<Connected> connections = byAddress.get(client.address);
        if (connections != null && connections.remove(client)) {
            open--;
            if (connections.isEmpty()) {
                byAddress.remove(client.address);
            }
        }
    }

    /** Counts a connection no longer: what is sent on it has limits of its own, and its sender ends it. */
    synchronized void detach(HttpConnection connection) {
        all().filter(client -> client.connection == connection).findFirst().ifPresent(this::forget);
    }

    /** From now on no connection is admitted, and each is closed as soon as no response is owed on it. */
    void finish() {
        List<Connected> idle;
        synchronized (this) {
            ending = true;
            idle = all().filter(client -> !client.busy).toList();
        }
        idle.forEach(Connected::close);
    }

    synchronized int open() {
        return open;
    }

    private Stream<Connected> all() {
        return byAddress.values().stream().flatMap(Set::stream);
    }

    /** Connections on which a response is owed. */
    synchronized long busy() {
        return all().filter(client -> client.busy).count();
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

    private record AcceptDecision(Optional<Connected> admitted, Optional<Connected> evicted) {}
}
