package io.streammirror.http;

import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.Http1StreamListener;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends HTTP/1.1 requests over connections that it keeps: through the proxies of the environment, and to hosts with an underscore too. It
 * neither follows redirects nor decodes bodies or keeps cookies; callers do what they need of it. Safe for concurrent use.
 */
public final class HttpTransport implements AutoCloseable {
    /** Servers close idle connections silently; a connection that was idle for longer is checked before it is used. */
    private static final TimeValue TRUSTED_IDLE = TimeValue.ofSeconds(1);

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD");

    private final CloseableHttpClient client;
    private final ProxyCredentials proxyCredentials;

    public HttpTransport(HttpOptions options, EnvironmentProxies proxies) {
        this(options, proxies, null);
    }

    /**
     * A transport whose exchanges are observed.
     *
     * @param listener sees the heads, and whether a connection is kept; those of tunnels too
     */
    public HttpTransport(HttpOptions options, EnvironmentProxies proxies, @Nullable Http1StreamListener listener) {
        this.proxyCredentials = new ProxyCredentials(proxies);
        Timeout idle = Timeout.of(options.idleTimeout());
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(options.dns())
                .setMaxConnPerRoute(options.connectionsPerHost())
                // Each host has its own limit; there is none for all hosts together.
                .setMaxConnTotal(Integer.MAX_VALUE)
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setRcvBufSize(options.receiveBuffer())
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(options.connectTimeout()))
                        .setSocketTimeout(idle)
                        .setValidateAfterInactivity(TRUSTED_IDLE)
                        .build())
                .build();
        var builder = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(idle)
                        .setConnectionRequestTimeout(idle)
                        .build())
                .setProxySelector(proxies)
                .setDefaultCredentialsProvider(proxyCredentials)
                .setUserAgent(options.userAgent())
                .disableContentCompression()
                .disableCookieManagement()
                .disableRedirectHandling()
                .disableAutomaticRetries();
        options.maxIdle().ifPresent(time -> builder.evictIdleConnections(TimeValue.of(time)));
        if (listener != null) {
            builder.setRequestExecutor(
                    new HttpRequestExecutor(Http1Config.DEFAULT, DefaultConnectionReuseStrategy.INSTANCE, listener));
        }
        this.client = builder.build();
    }

    /**
     * Sends a request, and returns with the head of the response; the caller reads the body and then {@link #end ends}
     * the exchange. If the server had closed the kept connection meanwhile, a request that changes nothing is sent once
     * more over another one.
     *
     * @param url of the request
     * @param request whose cancel ends the exchange from any thread
     * @throws IOException if no response comes
     * @throws IllegalArgumentException if the address is not one of HTTP
     */
    public ClassicHttpResponse send(URI url, HttpUriRequestBase request) throws IOException {
        HttpAuthority server = HttpAuthority.of(url)
                .orElseThrow(() -> new IllegalArgumentException("not an http or https address: " + url));
        var target = new HttpHost(server.scheme(), server.host(), server.port());
        try {
            return client.executeOpen(target, request, context(url));
        } catch (NoHttpResponseException e) {
            if (request.isCancelled() || !SAFE_METHODS.contains(request.getMethod())) {
                throw e;
            }
            return client.executeOpen(target, request, context(url));
        }
    }

    private HttpClientContext context(URI url) {
        var context = HttpClientContext.create();
        proxyCredentials.prepare(url, context);
        return context;
    }

    /**
     * Ends an exchange: keeps the connection if the response was read to its end, and closes any other one. Closing the
     * response alone would read on, however much comes.
     */
    public static void end(HttpUriRequestBase request, ClassicHttpResponse response) {
        request.cancel();
        try {
            response.close();
        } catch (IOException e) {
            // The connection was cancelled: nothing more is wanted of it.
            return;
        }
    }

    /** Closes all connections, those in use too. */
    @Override
    public void close() throws IOException {
        client.close();
    }
}
