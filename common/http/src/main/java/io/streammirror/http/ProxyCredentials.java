package io.streammirror.http;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.apache.hc.client5.http.RouteInfo;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.Credentials;
import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** The credentials for a proxy that asks for them: user and password of the variable that names it. Sources get nothing from here. */
public final class ProxyCredentials implements CredentialsProvider {
    private static final String BASIC = "Basic ";

    private final EnvironmentProxies proxies;

    public ProxyCredentials(EnvironmentProxies proxies) {
        this.proxies = proxies;
    }

    @Override
    public @Nullable Credentials getCredentials(AuthScope asking, HttpContext context) {
        RouteInfo route = HttpClientContext.cast(context).getHttpRoute();
        HttpHost proxy = route == null ? null : route.getProxyHost();
        if (route == null || proxy == null || !proxy.getHostName().equalsIgnoreCase(asking.getHost())) {
            return null;
        }
        return proxies.authorizationFor(URI.create(route.getTargetHost().toURI()))
                .flatMap(ProxyCredentials::userAndPassword)
                .orElse(null);
    }

    /**
     * Shows user and password with the first request to the proxy, also with the one for a tunnel: a proxy that closes the connection after
     * its challenge would never see them.
     */
    public void prepare(URI url, HttpClientContext context) {
        proxies.authorizationFor(url)
                .flatMap(ProxyCredentials::userAndPassword)
                .ifPresent(credentials -> proxies.select(url).stream()
                        .map(proxy -> (InetSocketAddress) proxy.address())
                        .forEach(proxy -> {
                            var scheme = new BasicScheme();
                            scheme.initPreemptive(credentials);
                            context.resetAuthExchange(new HttpHost(proxy.getHostString(), proxy.getPort()), scheme);
                        }));
    }

    private static Optional<Credentials> userAndPassword(String authorization) {
        if (!authorization.startsWith(BASIC)) {
            return Optional.empty();
        }
        String pair =
                new String(Base64.getDecoder().decode(authorization.substring(BASIC.length())), StandardCharsets.UTF_8);
        int colon = pair.indexOf(':');
        return Optional.of(new UsernamePasswordCredentials(
                pair.substring(0, colon), pair.substring(colon + 1).toCharArray()));
    }
}
