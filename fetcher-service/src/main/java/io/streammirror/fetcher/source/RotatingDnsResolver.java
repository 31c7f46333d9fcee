package io.streammirror.fetcher.source;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves host names. After a failure of one server behind a name, new connections start with the next address of that
 * name. Safe for concurrent use.
 */
final class RotatingDnsResolver implements DnsResolver {
    private final DnsResolver resolver;
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    RotatingDnsResolver(DnsResolver resolver) {
        this.resolver = resolver;
    }

    /** Starts with the next address of this host from now on. */
    void rotate(String host) {
        failures.merge(key(host), 1, Integer::sum);
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = resolver.resolve(host);
        List<InetAddress> rotated = Arrays.asList(addresses.clone());
        Collections.rotate(rotated, -failures.getOrDefault(key(host), 0));
        return rotated.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return resolver.resolveCanonicalHostname(host);
    }

    private static String key(String host) {
        return host.toLowerCase(Locale.ROOT);
    }
}
