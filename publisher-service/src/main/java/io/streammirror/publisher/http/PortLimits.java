package io.streammirror.publisher.http;

import java.time.Duration;

/**
 * What one public port bears.
 *
 * @param connections at a time in all; more are closed at once
 * @param connectionsPerClient at a time from one address, each with one request at a time; 0 for no limit of its own
 * @param requestTimeout how long a request may take to arrive, from its first byte or, for the first, from the connection
 * @param idleTimeout how long a connection may stay without a byte in either direction; nothing taken of a body for so long counts too
 */
public record PortLimits(int connections, int connectionsPerClient, Duration requestTimeout, Duration idleTimeout) {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

    /** A megabyte is handed to the kernel at a time, so clients slower than 9 kB/s are taken for dead by it. */
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(2);

    public PortLimits(int connections, int connectionsPerClient) {
        this(connections, connectionsPerClient, REQUEST_TIMEOUT, IDLE_TIMEOUT);
    }
}
