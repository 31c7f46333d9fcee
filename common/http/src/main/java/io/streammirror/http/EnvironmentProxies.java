package io.streammirror.http;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that the environment names, read as curl reads them: {@code http_proxy}, {@code https_proxy}, {@code all_proxy} and
 * {@code no_proxy}, each also in capitals, where the small ones count if both are set.
 *
 * <p>There are three differences to curl. {@code HTTP_PROXY} in capitals counts, because containers are given it and
 * nothing here is a CGI program. Loopback is proxied only if {@code no_proxy} has the entry {@code <-loopback>}. Entries
 * of {@code no_proxy} may have a port.
 *
 * <p>A proxy's user and password go to the proxy alone, in the header that {@link #authorizationFor} gives; they are never printed.
 */
public final class EnvironmentProxies extends ProxySelector {
    /** Everything is reached directly. */
    public static final EnvironmentProxies NONE = new EnvironmentProxies(null, null, ProxyExceptions.LOOPBACK_ONLY);

    private final @Nullable ForwardProxy forHttp;
    private final @Nullable ForwardProxy forHttps;
    private final ProxyExceptions exceptions;

    private EnvironmentProxies(
            @Nullable ForwardProxy forHttp, @Nullable ForwardProxy forHttps, ProxyExceptions exceptions) {
        this.forHttp = forHttp;
        this.forHttps = forHttps;
        this.exceptions = exceptions;
    }

    /**
     * Reads the variables.
     *
     * @throws ProxyVariableException when one is no address of a proxy; without what the variable holds
     */
    public static EnvironmentProxies read(Map<String, String> environment) {
        return new EnvironmentProxies(
                proxy(environment, "http_proxy"),
                proxy(environment, "https_proxy"),
                ProxyExceptions.parse(
                        value(environment, "no_proxy").map(Variable::value).orElse("")));
    }

    private static @Nullable ForwardProxy proxy(Map<String, String> environment, String name) {
        return value(environment, name)
                .or(() -> value(environment, "all_proxy"))
                .map(variable -> ForwardProxy.parse(variable.name(), variable.value()))
                .orElse(null);
    }

    /** An empty variable counts as none, as in curl. */
    private static Optional<Variable> value(Map<String, String> environment, String name) {
        return Stream.of(name, name.toUpperCase(Locale.ROOT))
                .map(key -> new Variable(key, environment.getOrDefault(key, "").strip()))
                .filter(variable -> !variable.value().isEmpty())
                .findFirst();
    }

    private record Variable(String name, String value) {}

    @Override
    public List<Proxy> select(URI uri) {
        return List.of(proxyFor(uri)
                .map(proxy -> new Proxy(Proxy.Type.HTTP, proxy.address()))
                .orElse(Proxy.NO_PROXY));
    }

    /** The value of {@code Proxy-Authorization} for a request to this address; empty when its proxy wants none, or there is none. */
    public Optional<String> authorizationFor(URI uri) {
        return proxyFor(uri).flatMap(ForwardProxy::authorization);
    }

    /** For messages: names the proxy on the way to this address; empty when it is reached directly. */
    public String route(URI uri) {
        return proxyFor(uri).map(proxy -> " (through the proxy " + proxy + ")").orElse("");
    }

    private Optional<ForwardProxy> proxyFor(URI uri) {
        return HttpAuthority.of(uri).flatMap(authority -> Optional.ofNullable(authority.isSecure() ? forHttps : forHttp)
                .filter(proxy -> !exceptions.contain(HostName.normal(authority.host()), authority.port())));
    }

    /** There is no other proxy to turn to. */
    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}

    @Override
    public String toString() {
        return "proxies[http=" + forHttp + ", https=" + forHttps + "]";
    }
}
