package io.streammirror.upstream;

import io.streammirror.credentials.Credentials;
import io.streammirror.http.EnvironmentProxies;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Reads documents with the platform's HTTP client, within limits of size, time and redirects. */
public final class HttpMetadataReader implements MetadataReader {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    private static final long NO_BODY_YET = -1;

    /** How often a body that is coming is looked at. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final HttpClient client;
    private final Timeouts timeouts;
    private final Credentials credentials;
    private final EnvironmentProxies proxies;
    private final Clock clock;

    /** Reads with the ordinary timeouts and without credentials. */
    public HttpMetadataReader(EnvironmentProxies proxies) {
        this(Timeouts.ORDINARY, Credentials.NONE, proxies, Clock.systemUTC());
    }

    public HttpMetadataReader(Timeouts timeouts, Credentials credentials, EnvironmentProxies proxies, Clock clock) {
        this.timeouts = timeouts;
        this.credentials = credentials;
        this.proxies = proxies;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeouts.connect())
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(proxies)
                .build();
    }

    /** The same reader with these credentials, over the same connections. */
    private HttpMetadataReader(HttpMetadataReader other, Credentials credentials) {
        this.timeouts = other.timeouts;
        this.credentials = credentials;
        this.proxies = other.proxies;
        this.clock = other.clock;
        this.client = other.client;
    }

    @Override
    public MetadataReader with(Credentials others) {
        return new HttpMetadataReader(this, others);
    }

    @Override
    public Answer read(URI url, long maxBytes, @Nullable Validators known) {
        long deadline = System.nanoTime() + timeouts.whole().toNanos();
        URI at = url;
        for (int redirects = 0; redirects <= Redirects.MOST; redirects++) {
            HttpResponse<byte[]> response = exchange(at, maxBytes, known, deadline);
            if (!Redirects.isRedirect(response.statusCode())) {
                return answer(at, maxBytes, known, response);
            }
            at = Redirects.next(at, response.headers().firstValue("Location"));
        }
        throw new UpstreamException.Unreachable(
                url + " redirects more than " + Redirects.MOST + " times, the last time to " + at);
    }

    private Answer answer(URI url, long maxBytes, @Nullable Validators known, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == NOT_MODIFIED && known != null) {
            return new Answer.NotModified();
        }
        HttpHeaders headers = response.headers();
        if (status != OK) {
            throw new UpstreamException.Unreachable(
                    url + " answered HTTP status " + status + advice(status),
                    headers.firstValue("Retry-After").flatMap(header -> RetryAfter.parse(header, clock)));
        }
        String encoding =
                headers.firstValue("Content-Encoding").orElse("identity").toLowerCase(Locale.ROOT);
        byte[] body =
                switch (encoding) {
                    case "identity" -> response.body();
                    case "gzip", "x-gzip" -> GzipBody.unpack(url, response.body(), maxBytes);
                    default ->
                        throw new UpstreamException.Refused(
                                url + " came in the encoding '" + encoding + "', which was not asked for");
                };
        return new Answer.Document(
                body,
                new Validators(
                        headers.firstValue("ETag").orElse(null),
                        headers.firstValue("Last-Modified").orElse(null)));
    }

    private static String advice(int status) {
        return switch (status) {
            case 407 -> ": the proxy wants a user and a password, or others; they go into the variable that names it";
            case 401, 403 -> ": it wants credentials, or others than those in the mirror's credentials-file";
            case 404, 410 -> ": there is no such document; is the source the base of a SimpleStreams tree?";
            default -> "";
        };
    }

    /** The client's own timeout ends with the head; only waiting outside also bounds a body that stops coming, or drips. */
    private HttpResponse<byte[]> exchange(URI url, long maxBytes, @Nullable Validators known, long deadline) {
        var meter = new AtomicLong(NO_BODY_YET);
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request(url, known), head -> bodyOf(head, maxBytes, meter));
        try {
            var rate = new MinimumRate(timeouts.minRate(), timeouts.window());
            while (true) {
                long now = System.nanoTime();
                if (now - deadline >= 0) {
                    throw new UpstreamException.Unreachable(
                            url + " came too slowly: it was not whole after " + timeouts.whole());
                }
                if (meter.get() >= 0 && rate.isUndercut(now, meter.get())) {
                    throw new UpstreamException.Unreachable(url + " came too slowly: less than " + timeouts.minRate()
                            + " bytes a second over " + timeouts.window());
                }
                Optional<HttpResponse<byte[]>> response = await(exchange, Math.min(LOOK.toNanos(), deadline - now));
                if (response.isPresent()) {
                    return response.get();
                }
            }
        } catch (ExecutionException e) {
            throw HttpFailure.of(url + proxies.route(url), maxBytes, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UpstreamException.Unreachable(url + " was not read: interrupted", e);
        } finally {
            exchange.cancel(true);
        }
    }

    private static <T> Optional<T> await(CompletableFuture<T> future, long nanos)
            throws ExecutionException, InterruptedException {
        try {
            return Optional.of(future.get(nanos, TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        }
    }

    private HttpRequest request(URI url, @Nullable Validators known) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(timeouts.answer())
                .header("User-Agent", "stream-mirror")
                .header("Accept-Encoding", "gzip");
        credentials.authorizationFor(url).ifPresent(value -> request.header("Authorization", value));
        proxies.authorizationFor(url).ifPresent(value -> request.header("Proxy-Authorization", value));
        if (known != null && known.etag() != null) {
            request.header("If-None-Match", known.etag());
        }
        if (known != null && known.lastModified() != null) {
            request.header("If-Modified-Since", known.lastModified());
        }
        return request.build();
    }

    /** Only a document's body is of use; that of an error may be of any size. */
    private static HttpResponse.BodySubscriber<byte[]> bodyOf(
            HttpResponse.ResponseInfo head, long maxBytes, AtomicLong meter) {
        if (head.statusCode() != OK) {
            return new DiscardedBody();
        }
        long announced = head.headers().firstValueAsLong("Content-Length").orElse(0);
        return new BoundedBody(announced > maxBytes ? 0 : maxBytes, meter); // none of what is too long anyway
    }
}
