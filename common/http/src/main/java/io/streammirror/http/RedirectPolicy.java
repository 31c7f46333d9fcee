package io.streammirror.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Refuses redirects from a source into a nearer network: loopback, link-local or private addresses, unless the source is there itself.
 *
 * <p>Without this rule an upstream, or anybody who can forge its plain HTTP answers, could read the services of this network.
 */
public final class RedirectPolicy {
    private final HostResolver resolver;

    public RedirectPolicy(HostResolver resolver) {
        this.resolver = resolver;
    }

    /** The policy by the name service of the platform. */
    public static RedirectPolicy bySystemResolver() {
        return new RedirectPolicy(HostResolver.SYSTEM);
    }

    /** Allows every network: for what a person runs and reads. */
    public static RedirectPolicy anyNetwork() {
        return new RedirectPolicy(host -> List.of());
    }

    /**
     * Checks one redirect, before anything is sent to its target.
     *
     * @param source the address that the operator named, where the chain of redirects began
     * @param target where the redirect leads
     * @throws RedirectRefusedException when the target is nearer than the source; a target whose name is not known passes, since no
     *     connection can follow
     */
    public void check(URI source, URI target) {
        Optional<AddressScope> scope = scope(target);
        if (scope.isEmpty() || scope.get() == AddressScope.PUBLIC) {
            return;
        }
        AddressScope allowed = scope(source).orElse(AddressScope.PUBLIC);
        if (scope.get().compareTo(allowed) > 0) {
            throw new RedirectRefusedException(
                    source + " redirects to a " + scope.get() + " address, to " + target
                            + "; a source that is not there itself may not lead there. If that host is right, name it as the source");
        }
    }

    /** The nearest scope of all addresses of a host, since a connection may go to any of them. */
    private Optional<AddressScope> scope(URI uri) {
        return HttpAuthority.of(uri)
                .flatMap(authority ->
                        resolve(authority.host()).stream().map(AddressScope::of).max(Comparator.naturalOrder()));
    }

    private List<InetAddress> resolve(String host) {
        try {
            return resolver.resolve(host);
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}
