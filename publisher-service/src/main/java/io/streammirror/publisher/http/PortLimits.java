package io.streammirror.publisher.http;

import java.time.Duration;

/**
 * The limits of one public port.
 *
 * @param connections open at a time in all
 * @param connectionsPerClient open at a time from one {@link ClientAddress}, each with one request at a time; 0 for no limit of its own
 * @param requestTimeout how long a request may take to arrive, from its first byte or, for the first one, from the connection
 * @param idleTimeout how long a connection may stay without a byte in either direction; a client that reads nothing counts as idle
 */
public record PortLimits(int connections, int connectionsPerClient, Duration requestTimeout, Duration idleTimeout) {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

    /** The kernel gets a megabyte at a time, so a client slower than 9 kB/s counts as idle. */
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(2);

    public PortLimits(int connections, int connectionsPerClient) {
        this(connections, connectionsPerClient, REQUEST_TIMEOUT, IDLE_TIMEOUT);
    }
}
