package io.streammirror.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks host names up. */
@FunctionalInterface
public interface HostResolver {
    /**
     * The resolver of the platform. It keeps an answer for 30 seconds by default, so a connection that follows at once goes to the
     * addresses that were checked.
     */
    HostResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /** All addresses of a host; throws when the name is not known. */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
