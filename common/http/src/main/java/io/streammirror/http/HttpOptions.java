package io.streammirror.http;

import java.time.Duration;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * How an {@link HttpTransport} connects.
 *
 * @param connectTimeout for a connection to one address of a host
 * @param idleTimeout the longest silence before a response, and between any two bytes of it
 * @param connectionsPerHost at a time
 * @param userAgent names the program to servers
 * @param receiveBuffer of a socket in bytes; 0 for the system's own
 * @param maxIdle after which an unused connection is closed; empty for as long as the server keeps it
 */
public record HttpOptions(
        Duration connectTimeout,
        Duration idleTimeout,
        int connectionsPerHost,
        String userAgent,
        int receiveBuffer,
        Optional<Duration> maxIdle,
        DnsResolver dns) {
    private static final String USER_AGENT = "stream-mirror";

    /** Options with these limits, and with the system's defaults otherwise. */
    public static HttpOptions of(Duration connectTimeout, Duration idleTimeout, int connectionsPerHost) {
        return new HttpOptions(
                connectTimeout,
                idleTimeout,
                connectionsPerHost,
                USER_AGENT,
                0,
                Optional.empty(),
                SystemDefaultDnsResolver.INSTANCE);
    }

    public HttpOptions withUserAgent(String name) {
        return new HttpOptions(connectTimeout, idleTimeout, connectionsPerHost, name, receiveBuffer, maxIdle, dns);
    }

    public HttpOptions withReceiveBuffer(int bytes) {
        return new HttpOptions(connectTimeout, idleTimeout, connectionsPerHost, userAgent, bytes, maxIdle, dns);
    }

    public HttpOptions withMaxIdle(Duration time) {
        return new HttpOptions(
                connectTimeout, idleTimeout, connectionsPerHost, userAgent, receiveBuffer, Optional.of(time), dns);
    }

    public HttpOptions withDns(DnsResolver resolver) {
        return new HttpOptions(
                connectTimeout, idleTimeout, connectionsPerHost, userAgent, receiveBuffer, maxIdle, resolver);
    }
}
