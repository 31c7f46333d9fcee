package io.streammirror.fetcher.source;

import io.streammirror.http.EnvironmentProxies;
import io.streammirror.http.ProxyCredentials;
import io.streammirror.mirror.MirrorName;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
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
 * Sources over HTTP/1.1 and HTTPS through one shared client that keeps its connections.
 *
 * <p>Blocking sockets read straight into the caller's array, which costs about half of what the platform's asynchronous client does.
 */
public final class HttpSourceReader implements SourceReader, AutoCloseable {
    private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(10);

    /** Servers close idle connections without a word; older ones are looked at before they are used. */
    private static final TimeValue TRUSTED_IDLE = TimeValue.ofSeconds(1);

    /**
     * Bytes of a connection that the system may take in before they are read, where the rate is limited: left alone it takes in megabytes, on which no
     * limit of ours has any influence.
     */
    private static final int LIMITED_AHEAD = 256 * 1024;

    private final Duration silence;
    private final long leastRate;
    private final ItemCredentials credentials;
    private final Clock clock;
    private final CloseableHttpClient client;

    /**
     * @param silence the longest: before the answer, and between any two bytes of it
     * @param leastRate bytes a second below which a source counts as stalled
     * @param connectionsPerHost kept for reuse
     * @param limited whether what is read is held to a rate
     * @param proxies chosen for each request
     */
    public HttpSourceReader(
            Duration silence,
            long leastRate,
            int connectionsPerHost,
            boolean limited,
            ItemCredentials credentials,
            EnvironmentProxies proxies,
            Clock clock) {
        this.silence = silence;
        this.leastRate = leastRate;
        this.credentials = credentials;
        this.clock = clock;
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(connectionsPerHost)
                // Each host has its own bound; all of them together need none.
                .setMaxConnTotal(Integer.MAX_VALUE)
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setRcvBufSize(limited ? LIMITED_AHEAD : 0)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT_TIMEOUT)
                        .setSocketTimeout(Timeout.of(silence))
                        .setValidateAfterInactivity(TRUSTED_IDLE)
                        .build())
                .build();
        this.client = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(silence))
                        .setConnectionRequestTimeout(Timeout.of(silence))
                        .build())
                .setProxySelector(proxies)
                .setDefaultCredentialsProvider(new ProxyCredentials(proxies))
                .setUserAgent("stream-mirror")
                // Sizes and digests are those of the bytes as they are stored upstream.
                .disableContentCompression()
                .disableCookieManagement()
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .build();
    }

    @Override
    public SourceRequest request(URI source, Span span, Collection<MirrorName> mirrors) {
        return new HttpSourceRequest(this, source, span, mirrors);
    }

    HttpGet get(URI url, Span span, Collection<MirrorName> mirrors) {
        var get = new HttpGet(url);
        get.setHeader("Accept-Encoding", "identity");
        credentials.authorizationFor(url, mirrors).ifPresent(value -> get.setHeader("Authorization", value));
        if (!span.isWhole()) {
            get.setHeader("Range", span.range());
            span.validator().ifPresent(validator -> get.setHeader("If-Range", validator));
        }
        return get;
    }

    ClassicHttpResponse execute(URI url, HttpGet get) throws IOException {
        return client.executeOpen(HttpHost.create(url), get, null);
    }

    SourceResponse answer(HttpGet get, ClassicHttpResponse response) throws IOException {
        return HttpAnswer.of(response, get::cancel, silence, new PaceWatch(leastRate), clock);
    }

    /** Closes all connections, those in use too. */
    @Override
    public void close() throws IOException {
        client.close();
    }
}
