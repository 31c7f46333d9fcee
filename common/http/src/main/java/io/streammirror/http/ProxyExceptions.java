package io.streammirror.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The hosts that are reached without a proxy, {@code NO_PROXY}: hosts with all below them, addresses, networks, each also with a port,
 * or {@code *} for all.
 *
 * <p>Loopback is reached directly in any case, unless the entry {@code <-loopback>} (Chromium's) asks otherwise.
 */
final class ProxyExceptions {
    static final ProxyExceptions LOOPBACK_ONLY = new ProxyExceptions(List.of(), false);

    private static final String ALL = "*";
    private static final String PROXIED_LOOPBACK = "<-loopback>";
    private static final Pattern SEPARATORS = Pattern.compile("[,\\s]+");
    private static final Pattern NETWORK = Pattern.compile("([^/]+)/(\\d{1,3})");
    private static final Pattern WITH_PORT = Pattern.compile("(\\[[^]]+]|[^:]+):(\\d{1,5})");
    private static final int ANY_PORT = -1;

    private final List<Entry> entries;
    private final boolean loopbackProxied;

    private ProxyExceptions(List<Entry> entries, boolean loopbackProxied) {
        this.entries = List.copyOf(entries);
        this.loopbackProxied = loopbackProxied;
    }

    /** An entry of no known form matches no host, as in curl. */
    static ProxyExceptions parse(String value) {
        List<String> texts = SEPARATORS
                .splitAsStream(value)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.toCollection(ArrayList::new));
        boolean loopbackProxied = texts.removeIf(PROXIED_LOOPBACK::equals);
        List<Entry> entries = texts.stream().map(ProxyExceptions::entry).toList();
        return new ProxyExceptions(entries, loopbackProxied);
    }

    /**
     * Whether a host is reached without a proxy.
     *
     * @param host in normal form
     */
    boolean contain(String host, int port) {
        return (!loopbackProxied && HostName.isLoopback(host))
                || entries.stream().anyMatch(entry -> entry.has(host, port));
    }

    private static Entry entry(String text) {
        if (text.equals(ALL)) {
            return (host, port) -> true;
        }
        Matcher network = NETWORK.matcher(text);
        if (network.matches()) {
            return network(network.group(1), Integer.parseInt(network.group(2)));
        }
        Matcher withPort = WITH_PORT.matcher(text);
        return withPort.matches()
                ? hosts(withPort.group(1), Integer.parseInt(withPort.group(2)))
                : hosts(text, ANY_PORT);
    }

    private static Entry network(String address, int bits) {
        Optional<InetAddress> base = HostName.literal(HostName.withoutBrackets(address));
        return (host, port) -> base.isPresent()
                && HostName.literal(host)
                        .filter(other -> samePrefix(base.get().getAddress(), other.getAddress(), bits))
                        .isPresent();
    }

    private static boolean samePrefix(byte[] one, byte[] other, int bits) {
        if (one.length != other.length || bits > one.length * 8) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static Entry hosts(String text, int only) {
        String name = HostName.normal(text.startsWith("*.") ? text.substring(1) : text);
        String parent = name.startsWith(".") ? name.substring(1) : name;
        Optional<InetAddress> address = HostName.literal(parent);
        return (host, port) -> (only == ANY_PORT || only == port)
                && (address.isPresent()
                        ? HostName.literal(host).equals(address)
                        : host.equals(parent) || host.endsWith("." + parent));
    }

    @FunctionalInterface
    private interface Entry {
        boolean has(String host, int port);
    }
}
