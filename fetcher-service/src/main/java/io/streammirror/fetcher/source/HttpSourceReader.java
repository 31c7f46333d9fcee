package io.streammirror.fetcher.source;

import io.streammirror.http.EnvironmentProxies;
import io.streammirror.http.HttpAuthority;
import io.streammirror.http.ProxyCredentials;
import io.streammirror.http.RedirectPolicy;
import io.streammirror.mirror.MirrorName;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Reads sources over HTTP/1.1 and HTTPS by one shared client, which keeps its connections. Safe for concurrent use.
 *
 * <p>Blocking sockets read into the caller's array, for about half the cost of the platform's asynchronous client.
 */
public final class HttpSourceReader implements SourceReader, AutoCloseable {
    private static final TimeValue MAX_IDLE = TimeValue.ofSeconds(5);
    private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(10);

    /** Servers close idle connections silently; a connection that was idle for longer is checked before it is used. */
    private static final TimeValue TRUSTED_IDLE = TimeValue.ofSeconds(1);

    /**
     * The receive buffer of a connection if the rate is limited. The system's own buffers hold megabytes, which our limit does not govern.
     */
    private static final int LIMITED_RECEIVE_BUFFER = 256 * 1024;

    private final Duration idleTimeout;
    private final long minRate;
    private final ItemCredentials credentials;
    private final Clock clock;
    private final RotatingDnsResolver dns = new RotatingDnsResolver(SystemDefaultDnsResolver.INSTANCE);
    private final RedirectPolicy redirects = RedirectPolicy.bySystemResolver();
    private final CloseableHttpClient client;

    /**
     * @param idleTimeout the longest idleTimeout before the response, and between any two bytes of it
     * @param minRate bytes a second below which a source counts as stalled; 0 for no minimum
     * @param connectionsPerHost kept for reuse
     * @param limited whether a bandwidth budget applies
     * @param proxies chosen for each request
     */
    public HttpSourceReader(
            Duration idleTimeout,
            long minRate,
            int connectionsPerHost,
            boolean limited,
            ItemCredentials credentials,
            EnvironmentProxies proxies,
            Clock clock) {
        this.idleTimeout = idleTimeout;
        this.minRate = minRate;
        this.credentials = credentials;
        this.clock = clock;
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(dns)
                .setMaxConnPerRoute(connectionsPerHost)
                // Each host has its own limit; there is none for all hosts together.
                .setMaxConnTotal(Integer.MAX_VALUE)
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setRcvBufSize(limited ? LIMITED_RECEIVE_BUFFER : 0)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT_TIMEOUT)
                        .setSocketTimeout(Timeout.of(idleTimeout))
                        .setValidateAfterInactivity(TRUSTED_IDLE)
                        .build())
                .build();
        this.client = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(idleTimeout))
                        .setConnectionRequestTimeout(Timeout.of(idleTimeout))
                        .build())
                .setProxySelector(proxies)
                .setDefaultCredentialsProvider(new ProxyCredentials(proxies))
                .setUserAgent("stream-mirror")
                // A host may admit few connections, and the watcher needs one too.
                .evictIdleConnections(MAX_IDLE)
                // Sizes and digests are those of the stored bytes.
                .disableContentCompression()
                .disableCookieManagement()
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .build();
    }

    @Override
    public SourceRequest request(URI source, RangeRequest range, Collection<MirrorName> mirrors) {
        return new HttpSourceRequest(this, source, range, mirrors);
    }

    HttpGet get(URI url, RangeRequest range, Collection<MirrorName> mirrors) {
        var get = new HttpGet(url);
        get.setHeader("Accept-Encoding", "identity");
        credentials.authorizationFor(url, mirrors).ifPresent(value -> get.setHeader("Authorization", value));
        if (!range.isWhole()) {
            get.setHeader("Range", range.header());
        }
        return get;
    }

    /** @throws IllegalArgumentException if the address is not one of HTTP */
    ClassicHttpResponse execute(URI url, HttpGet get) throws IOException {
        HttpAuthority server = authority(url);
        return client.executeOpen(new HttpHost(server.scheme(), server.host(), server.port()), get, null);
    }

    /** Sends the next requests to another server behind the same name, if there is one. */
    void avoidServer(URI url) {
        dns.rotate(authority(url).host());
    }

    /** Throws if a source may not redirect there. */
    void checkRedirect(URI source, URI target) {
        redirects.check(source, target);
    }

    private static HttpAuthority authority(URI url) {
        return HttpAuthority.of(url).orElseThrow(() -> new IllegalArgumentException("not an HTTP address: " + url));
    }

    SourceResponse response(HttpGet get, ClassicHttpResponse response, boolean redirected) throws IOException {
        return HttpResponses.of(response, redirected, get::cancel, idleTimeout, new MinimumReadRate(minRate), clock);
    }

    /** Closes all connections, those in use too. */
    @Override
    public void close() throws IOException {
        client.close();
    }
}
