package io.streammirror.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * How far an IP address reaches, from everywhere to this machine alone (the registries of RFC 6890).
 *
 * <p>An IPv6 address that embeds an IPv4 address (NAT64, 6to4) has the scope of the embedded one.
 */
enum AddressScope {
    PUBLIC("public"),
    /** Private networks of RFC 1918, RFC 4193 and RFC 6598. */
    PRIVATE("private"),
    /** One link, where clouds also answer with the credentials of a machine (169.254.169.254). */
    LINK_LOCAL("link-local"),
    LOOPBACK("loopback");

    private static final byte[] NAT64_PREFIX = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

    private final String label;

    AddressScope(String label) {
        this.label = label;
    }

    static AddressScope of(InetAddress address) {
        if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
            return LOOPBACK;
        }
        if (address.isLinkLocalAddress()) {
            return LINK_LOCAL;
        }
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return ofIpv4(bytes);
        }
        return address instanceof Inet6Address ? ofIpv6(address, bytes) : PUBLIC;
    }

    private static AddressScope ofIpv4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (first == 0) {
            return LOOPBACK; // "this host": Linux connects to itself
        }
        boolean isPrivate = first == 10
                || (first == 172 && second >= 16 && second < 32)
                || (first == 192 && second == 168)
                || (first == 100 && second >= 64 && second < 128)
                || first >= 224; // multicast and reserved: never the address of an upstream
        return isPrivate ? PRIVATE : PUBLIC;
    }

    private static AddressScope ofIpv6(InetAddress address, byte[] bytes) {
        if (Arrays.equals(bytes, 0, NAT64_PREFIX.length, NAT64_PREFIX, 0, NAT64_PREFIX.length)) {
            return of(ipv4(bytes, 12));
        }
        if (bytes[0] == 0x20 && bytes[1] == 0x02) {
            return of(ipv4(bytes, 2));
        }
        boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
        return uniqueLocal || address.isSiteLocalAddress() || address.isMulticastAddress() ? PRIVATE : PUBLIC;
    }

    private static InetAddress ipv4(byte[] bytes, int offset) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, offset, offset + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an IPv4 address", e);
        }
    }

    @Override
    public String toString() {
        return label;
    }
}
