package io.streammirror.upstream.http;

import io.streammirror.credentials.Credentials;
import io.streammirror.http.BadRedirectException;
import io.streammirror.http.ContentEncoding;
import io.streammirror.http.EnvironmentProxies;
import io.streammirror.http.HttpAuthority;
import io.streammirror.http.HttpOptions;
import io.streammirror.http.HttpTransport;
import io.streammirror.http.NetworkFailure;
import io.streammirror.http.RedirectChain;
import io.streammirror.http.RedirectPolicy;
import io.streammirror.http.RedirectRefusedException;
import io.streammirror.http.RetryAfter;
import io.streammirror.upstream.DocumentMemory;
import io.streammirror.upstream.MetadataReader;
import io.streammirror.upstream.UpstreamException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** Reads documents over HTTP/1.1, within limits of size, time, rate and redirects. */
public final class HttpMetadataReader implements MetadataReader {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    /** An error page; reading more costs more than a new connection. */
    private static final int MAX_DISCARDED = 64 * 1024;

    private static final int PIECE = 64 * 1024;
    private static final int MAX_CONNECTIONS_PER_HOST = 64;

    private final HttpTransport transport;
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
        this.transport = new HttpTransport(
                HttpOptions.of(timeouts.connect(), timeouts.answer(), MAX_CONNECTIONS_PER_HOST), proxies);
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
        this.transport = other.transport;
        this.memory = memory;
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
        var chain = new RedirectChain(url, redirects);
        while (true) {
            Response response = exchange(chain.current(), maxBytes, known, deadline);
            if (!RedirectChain.isRedirect(response.status())) {
                return answer(chain.current(), maxBytes, known, response);
            }
            follow(chain, response);
        }
    }

    private static void follow(RedirectChain chain, Response response) {
        try {
            chain.follow(response.header("Location"));
        } catch (RedirectRefusedException e) {
            throw new UpstreamException.Refused(String.valueOf(e.getMessage()), e);
        } catch (BadRedirectException e) {
            throw new UpstreamException.Unreachable(String.valueOf(e.getMessage()), e);
        }
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
        byte[] document = decoded(url, ContentEncoding.of(response.head()), response.body(), maxBytes);
        if (memory != null && document.length > response.body().length) {
            memory.take(url.toString(), document.length - response.body().length);
        }
        return new Answer.Document(
                document,
                new Validators(
                        response.header("ETag").orElse(null),
                        response.header("Last-Modified").orElse(null)));
    }

    /** Gzip is undone even where it was not requested. */
    private static byte[] decoded(URI url, ContentEncoding encoding, byte[] received, long maxBytes) {
        if (encoding.isPlain()) {
            return received;
        }
        if (!encoding.isGzip()) {
            throw new UpstreamException.Refused(url + " came with Content-Encoding '" + encoding
                    + "', which was not requested; gzip and identity are read");
        }
        return GzipBody.unpack(url, received, maxBytes);
    }

    /** A response that was read to its end; the body of an error is empty. */
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    private record Response(int status, ClassicHttpResponse head, byte[] body) {
        Optional<String> header(String name) {
            return Optional.ofNullable(head.getFirstHeader(name)).map(Header::getValue);
        }
    }

    private Response exchange(URI url, long maxBytes, @Nullable Validators known, long deadline) {
        if (HttpAuthority.of(url).isEmpty()) {
            throw new UpstreamException.Unreachable(url + " is not an http or https address");
        }
        HttpGet get = request(url, known);
        try (var watch = new ExchangeWatch(timeouts, deadline, get::cancel)) {
            try {
                return read(url, transport.send(url, get), get, maxBytes, watch);
            } catch (IOException e) {
                throw watch.reason() == null
                        ? unreachable(url, e)
                        : new UpstreamException.Unreachable(url + " " + watch.reason(), e);
            }
        }
    }

    private UpstreamException unreachable(URI url, IOException failure) {
        return new UpstreamException.Unreachable(
                url + proxies.route(url) + " " + NetworkFailure.reason(failure), failure);
    }

    private Response read(URI url, ClassicHttpResponse response, HttpGet get, long maxBytes, ExchangeWatch watch)
            throws IOException {
        try {
            byte[] body = response.getCode() == OK ? body(url, response, maxBytes, watch) : discarded(response, watch);
            return new Response(response.getCode(), response, body);
        } finally {
            HttpTransport.end(get, response);
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
        long usedBefore = memory == null ? 0 : memory.used();
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
            giveBack(usedBefore);
            throw new UpstreamException.Unreachable(url + " came too slowly: nothing came for " + timeouts.answer(), e);
        } catch (IOException | UpstreamException e) {
            giveBack(usedBefore);
            throw e;
        }
    }

    private void giveBack(long usedBefore) {
        if (memory != null) {
            memory.shrinkTo(usedBefore);
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
