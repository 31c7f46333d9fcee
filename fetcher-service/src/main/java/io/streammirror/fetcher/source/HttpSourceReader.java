package io.streammirror.fetcher.source;

import io.streammirror.http.EnvironmentProxies;
import io.streammirror.http.HttpAuthority;
import io.streammirror.http.HttpOptions;
import io.streammirror.http.HttpTransport;
import io.streammirror.http.RedirectChain;
import io.streammirror.http.RedirectPolicy;
import io.streammirror.mirror.MirrorName;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;

/**
 * Reads sources over HTTP/1.1 and HTTPS by one shared client, which keeps its connections. Safe for concurrent use.
 *
 * <p>Blocking sockets read into the caller's array, for about half the cost of the platform's asynchronous client.
 */
public final class HttpSourceReader implements SourceReader, AutoCloseable {
    private static final Duration MAX_IDLE = Duration.ofSeconds(5);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

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
    private final HttpTransport transport;

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
        this.transport = new HttpTransport(
                HttpOptions.of(CONNECT_TIMEOUT, idleTimeout, connectionsPerHost)
                        .withReceiveBuffer(limited ? LIMITED_RECEIVE_BUFFER : 0)
                        // A host may admit few connections, and the watcher needs one too.
                        .withMaxIdle(MAX_IDLE)
                        .withDns(dns),
                proxies);
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
        return transport.send(url, get);
    }

    /** Sends the next requests to another server behind the same name, if there is one. */
    void avoidServer(URI url) {
        HttpAuthority.of(url).ifPresent(server -> dns.rotate(server.host()));
    }

    /** The redirects of a request to this source. */
    RedirectChain redirects(URI source) {
        return new RedirectChain(source, redirects);
    }

    SourceResponse response(HttpGet get, ClassicHttpResponse response, boolean redirected) throws IOException {
        return HttpResponses.of(response, redirected, get::cancel, idleTimeout, new MinimumReadRate(minRate), clock);
    }

    /** Closes all connections, those in use too. */
    @Override
    public void close() throws IOException {
        transport.close();
    }
}
