package io.streammirror.publisher.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The address of one client: an IPv4 address, or the first 64 bits of an IPv6 address. One machine usually has the
 * other 64 to itself (RFC 4291, 2.5.1).
 */
public record ClientAddress(String value) {
    private static final int NETWORK_BYTES = 8;

    /** The other end of a connection. */
    public static ClientAddress of(HttpConnection connection) {
        SocketAddress remote = ((ConnectionBase) connection).channel().remoteAddress();
        return remote instanceof InetSocketAddress inet && !inet.isUnresolved()
                ? of(inet.getAddress())
                : new ClientAddress(String.valueOf(remote));
    }

    static ClientAddress of(InetAddress address) {
        return new ClientAddress(
                address instanceof Inet6Address
                        ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                        : address.getHostAddress());
    }
}
