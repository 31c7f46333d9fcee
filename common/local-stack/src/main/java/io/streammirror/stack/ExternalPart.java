package io.streammirror.stack;

import io.streammirror.http.HttpAuthority;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.Utils;

/**
 * An external store or broker. It is probed before any service starts, because a service would only wait for it.
 *
 * @param name the kind of part and its address, for people
 * @param hosts its addresses; one that answers is enough
 */
record ExternalPart(String name, List<InetSocketAddress> hosts) {
    private static final int TRIES = 3;

    /** All tries on a host that drops packets end within half a minute, pauses included. */
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(8);

    static ExternalPart store(URI endpoint) {
        HttpAuthority authority = HttpAuthority.of(endpoint)
                .orElseThrow(() -> new IllegalArgumentException("'" + endpoint + "' is not an http or https URL"));
        return new ExternalPart(
                "store " + endpoint, List.of(InetSocketAddress.createUnresolved(authority.host(), authority.port())));
    }

    static ExternalPart broker(String bootstrap) {
        List<InetSocketAddress> hosts = Arrays.stream(bootstrap.split(","))
                .map(address -> brokerHost(bootstrap, address.strip()))
                .toList();
        return new ExternalPart("Kafka broker " + bootstrap, hosts);
    }

    private static InetSocketAddress brokerHost(String bootstrap, String address) {
        String host = Utils.getHost(address);
        Integer port = Utils.getPort(address);
        if (host == null || port == null || port > 65_535) {
            throw new StackConfigurationException(
                    "kafka.bootstrap " + bootstrap + ": '" + address + "' is not of the form host:port");
        }
        return InetSocketAddress.createUnresolved(host, port);
    }

    /**
     * Returns when the part accepts a connection.
     *
     * @param pause between two tries
     * @throws StackException when it does not, after three tries
     */
    void requireReachable(Duration pause) {
        for (int i = 1; ; i++) {
            List<String> failures = failures();
            if (failures.size() < hosts.size()) {
                return;
            }
            if (i == TRIES) {
                throw new StackException(name + " cannot be reached (" + String.join("; ", failures)
                        + "): start it, or correct its address in the configuration");
            }
            sleep(pause);
        }
    }

    /** Why each host accepts no connection; stops at the first that accepts one. */
    private List<String> failures() {
        var failures = new ArrayList<String>();
        for (InetSocketAddress host : hosts) {
            // Resolved each time, because a name may appear later.
            try (var socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(host.getHostString(), host.getPort()),
                        (int) CONNECT_LIMIT.toMillis() / hosts.size());
                return failures;
            } catch (IOException e) {
                failures.add(host.getHostString() + ":" + host.getPort() + ": " + e);
            }
        }
        return failures;
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("the start was interrupted", e);
        }
    }
}
