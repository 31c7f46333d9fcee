package io.streammirror.publisher.http;

import io.vertx.core.http.HttpConnection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Who is connected, and with how many requests under way. Used by all event loops at once. */
final class Connections {
    private final PortLimits limits;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, Integer> byClient = new ConcurrentHashMap<>();
    private final Map<HttpConnection, Exchanges> exchanges = new ConcurrentHashMap<>();
    private volatile boolean ending;

    Connections(PortLimits limits) {
        this.limits = limits;
    }

    /** Counts a new connection until it is closed, or closes it: a client tries again later, which it does not after an error status. */
    boolean admit(HttpConnection connection) {
        String client = String.valueOf(connection.remoteAddress().hostAddress());
        int all = open.incrementAndGet();
        int ofClient = byClient.merge(client, 1, Integer::sum);
        exchanges.put(connection, new Exchanges());
        connection.closeHandler(closed -> {
            open.decrementAndGet();
            byClient.computeIfPresent(client, (address, count) -> count == 1 ? null : count - 1);
            exchanges.remove(connection);
        });
        boolean tooMany = all > limits.connections()
                || (limits.connectionsPerClient() > 0 && ofClient > limits.connectionsPerClient());
        if (tooMany || ending) {
            connection.close();
            return false;
        }
        return true;
    }

    /** A request has come whose answer is not yet written. */
    void begin(HttpConnection connection) {
        Exchanges running = exchanges.get(connection);
        if (running != null) {
            running.count.incrementAndGet();
        }
    }

    /** An answer is written. */
    void end(HttpConnection connection) {
        Exchanges running = exchanges.get(connection);
        if (running != null && running.count.decrementAndGet() <= 0 && ending) {
            connection.close();
        }
    }

    /** From now on nobody is admitted, and each connection is closed as soon as nothing is under way on it. */
    void finish() {
        ending = true;
        exchanges.forEach((connection, running) -> {
            if (running.count.get() <= 0) {
                connection.close();
            }
        });
    }

    int open() {
        return open.get();
    }

    /** Connections with requests under way. */
    long busy() {
        return exchanges.values().stream()
                .filter(running -> running.count.get() > 0)
                .count();
    }

    /** Requests under way on one connection. */
    private static final class Exchanges {
        private final AtomicInteger count = new AtomicInteger();
    }
}
