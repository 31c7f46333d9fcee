package io.streammirror.upstream;

import io.streammirror.credentials.Credentials;
import io.streammirror.http.EnvironmentProxies;
import io.streammirror.http.HttpAuthority;
import io.streammirror.http.ProxyCredentials;
import io.streammirror.http.RedirectPolicy;
import io.streammirror.http.RedirectRefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Reads documents over HTTP/1.1, within limits of size, time, rate and redirects. */
public final class HttpMetadataReader implements MetadataReader {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    /** An error page; reading more costs more than a new connection. */
    private static final int MAX_DISCARDED = 64 * 1024;

    private static final int PIECE = 64 * 1024;
    private static final int MAX_CONNECTIONS_PER_HOST = 64;

    /** Servers close idle connections without a word; older ones are checked before they are used. */
    private static final TimeValue TRUSTED_IDLE = TimeValue.ofSeconds(1);

    private final CloseableHttpClient client;
    private final Timeouts timeouts;
    private final Credentials credentials;
    private final EnvironmentProxies proxies;
    private final RedirectPolicy redirects;
    private final Clock clock;
    private final DocumentMemory.@Nullable Reservation memory;

    /** Reads with the ordinary timeouts and without credentials. */
    public HttpMetadataReader(EnvironmentProxies proxies) {
        this(Timeouts.ORDINARY, Credentials.NONE, proxies, Clock.systemUTC());
    }

    public HttpMetadataReader(Timeouts timeouts, Credentials credentials, EnvironmentProxies proxies, Clock clock) {
        this(timeouts, credentials, proxies, RedirectPolicy.bySystemResolver(), clock);
    }

    HttpMetadataReader(
            Timeouts timeouts,
            Credentials credentials,
            EnvironmentProxies proxies,
            RedirectPolicy redirects,
            Clock clock) {
        this.timeouts = timeouts;
        this.credentials = credentials;
        this.proxies = proxies;
        this.redirects = redirects;
        this.clock = clock;
        this.client = client(timeouts, proxies);
        this.memory = null;
    }

    /** The same reader with other credentials or another account of memory, over the same connections. */
    private HttpMetadataReader(
            HttpMetadataReader other, Credentials credentials, DocumentMemory.@Nullable Reservation memory) {
        this.timeouts = other.timeouts;
        this.credentials = credentials;
        this.proxies = other.proxies;
        this.redirects = other.redirects;
        this.clock = other.clock;
        this.client = other.client;
        this.memory = memory;
    }

    private static CloseableHttpClient client(Timeouts timeouts, EnvironmentProxies proxies) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(MAX_CONNECTIONS_PER_HOST)
                .setMaxConnTotal(Integer.MAX_VALUE)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(timeouts.connect()))
                        .setSocketTimeout(Timeout.of(timeouts.answer()))
                        .setValidateAfterInactivity(TRUSTED_IDLE)
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(timeouts.answer()))
                        .setConnectionRequestTimeout(Timeout.of(timeouts.answer()))
                        .build())
                .setProxySelector(proxies)
                .setDefaultCredentialsProvider(new ProxyCredentials(proxies))
                .setUserAgent("stream-mirror")
                .disableContentCompression()
                .disableCookieManagement()
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .build();
    }

    @Override
    public MetadataReader with(Credentials others) {
        return new HttpMetadataReader(this, others, memory);
    }

    @Override
    public MetadataReader within(DocumentMemory.Reservation reservation) {
        return new HttpMetadataReader(this, credentials, reservation);
    }

    @Override
    public Answer read(URI url, long maxBytes, @Nullable Validators known) {
        long deadline = System.nanoTime() + timeouts.whole().toNanos();
        URI at = url;
        for (int steps = 0; steps <= Redirects.MOST; steps++) {
            Response response = exchange(at, maxBytes, known, deadline);
            if (!Redirects.isRedirect(response.status())) {
                return answer(at, maxBytes, known, response);
            }
            at = next(url, at, response.header("Location"));
        }
        throw new UpstreamException.Unreachable(
                url + " redirects more than " + Redirects.MOST + " times, the last time to " + at);
    }

    private URI next(URI source, URI from, Optional<String> location) {
        URI to = Redirects.next(from, location);
        try {
            redirects.check(source, to);
        } catch (RedirectRefusedException e) {
            throw new UpstreamException.Refused(String.valueOf(e.getMessage()), e);
        }
        return to;
    }

    private Answer answer(URI url, long maxBytes, @Nullable Validators known, Response response) {
        int status = response.status();
        if (status == NOT_MODIFIED && known != null) {
            return new Answer.NotModified();
        }
        if (status != OK) {
            throw HttpStatus.failure(
                    url, status, response.header("Retry-After").flatMap(header -> RetryAfter.parse(header, clock)));
        }
        byte[] document =
                ContentCoding.decode(url, response.header("Content-Encoding").orElse(""), response.body(), maxBytes);
        if (memory != null && document.length > response.body().length) {
            memory.take(url.toString(), document.length - response.body().length);
        }
        return new Answer.Document(
                document,
                new Validators(
                        response.header("ETag").orElse(null),
                        response.header("Last-Modified").orElse(null)));
    }

    /** A response that was read to its end; the body of an error is empty. */
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    private record Response(int status, ClassicHttpResponse head, byte[] body) {
        Optional<String> header(String name) {
            return Optional.ofNullable(head.getFirstHeader(name)).map(Header::getValue);
        }
    }

    /** A connection that the server closed meanwhile costs nothing: the request is sent once more over another one. */
    private Response exchange(URI url, long maxBytes, @Nullable Validators known, long deadline) {
        try {
            return exchangeOnce(url, maxBytes, known, deadline);
        } catch (NoHttpResponseException closed) {
            try {
                return exchangeOnce(url, maxBytes, known, deadline);
            } catch (NoHttpResponseException e) {
                throw HttpFailure.of(url + proxies.route(url), e);
            }
        }
    }

    private Response exchangeOnce(URI url, long maxBytes, @Nullable Validators known, long deadline)
            throws NoHttpResponseException {
        HttpAuthority authority = HttpAuthority.of(url)
                .orElseThrow(() -> new UpstreamException.Unreachable(url + " is not an http or https address"));
        HttpGet get = request(url, known);
        try (var watch = new ExchangeWatch(timeouts, deadline, get::cancel)) {
            var context = HttpClientContext.create();
            new ProxyCredentials(proxies).prepare(url, context);
            var target = new HttpHost(authority.scheme(), authority.host(), authority.port());
            try {
                return read(url, client.executeOpen(target, get, context), get, maxBytes, watch);
            } catch (NoHttpResponseException e) {
                throw e;
            } catch (IOException e) {
                throw watch.reason() == null
                        ? HttpFailure.of(url + proxies.route(url), e)
                        : new UpstreamException.Unreachable(url + " " + watch.reason(), e);
            }
        }
    }

    private Response read(URI url, ClassicHttpResponse response, HttpGet get, long maxBytes, ExchangeWatch watch)
            throws IOException {
        try {
            byte[] body = response.getCode() == OK ? body(url, response, maxBytes, watch) : discarded(response, watch);
            return new Response(response.getCode(), response, body);
        } finally {
            // Does nothing to a connection that was read to the end. Of any other, closing alone would read on, however
            // much comes.
            get.cancel();
            closeQuietly(response);
        }
    }

    private static void closeQuietly(ClassicHttpResponse response) {
        try {
            response.close();
        } catch (IOException e) {
            // The connection was cancelled: nothing more is wanted of it.
            return;
        }
    }

    private HttpGet request(URI url, @Nullable Validators known) {
        var get = new HttpGet(url);
        get.setHeader("Accept-Encoding", "gzip");
        credentials.authorizationFor(url).ifPresent(value -> get.setHeader("Authorization", value));
        if (known != null && known.etag() != null) {
            get.setHeader("If-None-Match", known.etag());
        }
        if (known != null && known.lastModified() != null) {
            get.setHeader("If-Modified-Since", known.lastModified());
        }
        return get;
    }

    private byte[] body(URI url, ClassicHttpResponse response, long maxBytes, ExchangeWatch watch) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new byte[0];
        }
        if (entity.getContentLength() > maxBytes) {
            throw tooLarge(url, maxBytes);
        }
        watch.bodyBegins();
        long heldBefore = memory == null ? 0 : memory.held();
        try {
            InputStream in = entity.getContent();
            var body = new ByteArrayOutputStream((int) Math.max(PIECE, Math.min(maxBytes, entity.getContentLength())));
            var piece = new byte[PIECE];
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                watch.received(count);
                if (body.size() + (long) count > maxBytes) {
                    throw tooLarge(url, maxBytes);
                }
                if (memory != null) {
                    memory.take(url.toString(), count);
                }
                body.write(piece, 0, count);
            }
            return body.toByteArray();
        } catch (SocketTimeoutException e) {
            giveBack(heldBefore);
            throw new UpstreamException.Unreachable(url + " came too slowly: nothing came for " + timeouts.answer(), e);
        } catch (IOException | UpstreamException e) {
            giveBack(heldBefore);
            throw e;
        }
    }

    private void giveBack(long heldBefore) {
        if (memory != null) {
            memory.shrinkTo(heldBefore);
        }
    }

    private static UpstreamException tooLarge(URI url, long maxBytes) {
        return new UpstreamException.Refused(url + " is larger than the limit of " + maxBytes
                + " bytes (a twelfth of the process's memory at the most)");
    }

    /** Lets the body of an error pass, so that the connection can be used again. */
    private static byte[] discarded(ClassicHttpResponse response, ExchangeWatch watch) {
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            watch.bodyBegins();
            try {
                InputStream in = entity.getContent();
                in.readNBytes(MAX_DISCARDED + 1);
            } catch (IOException e) {
                // The status is what was wanted; the connection is closed with the response.
                return new byte[0];
            }
        }
        return new byte[0];
    }
}
