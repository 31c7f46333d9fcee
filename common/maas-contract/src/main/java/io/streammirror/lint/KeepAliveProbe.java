package io.streammirror.lint;

import io.streammirror.http.EnvironmentProxies;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.Http1StreamListener;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.Timeout;

/**
 * Asks twice for one document and looks whether the server kept the connection in between.
 *
 * <p>Through a proxy, a plain server's connection is the proxy's, as for every client behind it.
 */
final class KeepAliveProbe {
    private final URI url;
    private final EnvironmentProxies proxies;
    private final Timeout timeout;

    KeepAliveProbe(URI url, EnvironmentProxies proxies, Duration timeout) {
        this.url = url;
        this.proxies = proxies;
        this.timeout = Timeout.of(timeout);
    }

    /** False when the server closes after its first answer. */
    boolean answersTwice() throws IOException {
        var exchanges = new Exchanges();
        try (CloseableHttpClient client = client(exchanges)) {
            ask(client);
            if (exchanges.closed) {
                return false;
            }
            ask(client);
        } catch (NoHttpResponseException | SocketException e) {
            if (exchanges.answered == 0) {
                throw e;
            }
            return false;
        }
        return exchanges.connections.size() < 2;
    }

    private void ask(CloseableHttpClient client) throws IOException {
        var request = new HttpGet(url);
        proxies.authorizationFor(url)
                .filter(value -> "http".equalsIgnoreCase(url.getScheme()))
                .ifPresent(value -> request.setHeader("Proxy-Authorization", value));
        client.execute(request, response -> {
            EntityUtils.consume(response.getEntity());
            return response.getCode();
        });
    }

    private CloseableHttpClient client(Http1StreamListener exchanges) {
        var connections = new BasicHttpClientConnectionManager();
        connections.setConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(timeout)
                .setSocketTimeout(timeout)
                .build());
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setRequestExecutor(new HttpRequestExecutor(
                        Http1Config.DEFAULT, DefaultConnectionReuseStrategy.INSTANCE, exchanges))
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(timeout).build())
                .setProxySelector(proxies)
                .setDefaultCredentialsProvider(proxyCredentials())
                .setUserAgent(HttpSourceClient.USER_AGENT)
                .disableAutomaticRetries()
                // The body is not read as anything, and object stores send codings that no client knows.
                .disableContentCompression()
                .disableRedirectHandling()
                .build();
    }

    /** For the tunnel to an HTTPS server, which the client opens itself. */
    private BasicCredentialsProvider proxyCredentials() {
        var credentials = new BasicCredentialsProvider();
        Proxy proxy = proxies.select(url).get(0);
        if (proxy.address() instanceof InetSocketAddress address) {
            proxies.authorizationFor(url)
                    .filter(value -> value.startsWith("Basic "))
                    .map(value -> new String(
                            Base64.getDecoder().decode(value.substring("Basic ".length())), StandardCharsets.UTF_8))
                    .map(pair -> pair.split(":", 2))
                    .ifPresent(pair -> credentials.setCredentials(
                            new AuthScope(address.getHostString(), address.getPort()),
                            new UsernamePasswordCredentials(pair[0], pair[1].toCharArray())));
        }
        return credentials;
    }

    /** What became of the connections; opening a tunnel through a proxy does not count. */
    private static final class Exchanges implements Http1StreamListener {
        private final List<Object> connections = new ArrayList<>();
        private boolean tunnelling;
        private int answered;
        private boolean closed;

        @Override
        public void onRequestHead(HttpConnection connection, HttpRequest request) {
            tunnelling = Method.CONNECT.isSame(request.getMethod());
            if (!tunnelling && !connections.contains(connection.getLocalAddress())) {
                connections.add(connection.getLocalAddress());
            }
        }

        @Override
        public void onResponseHead(HttpConnection connection, HttpResponse response) {
            answered += tunnelling ? 0 : 1;
        }

        @Override
        public void onExchangeComplete(HttpConnection connection, boolean keepAlive) {
            closed |= !keepAlive && !tunnelling;
        }
    }
}
