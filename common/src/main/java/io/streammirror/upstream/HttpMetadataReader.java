package io.streammirror.upstream;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads documents with the platform's HTTP client, within limits of size and time. */
public final class HttpMetadataReader implements MetadataReader {
    private static final int NOT_MODIFIED = 304;
    private static final int OK = 200;

    private final HttpClient client;
    private final Timeouts timeouts;

    /** Reads with the ordinary timeouts. */
    public HttpMetadataReader() {
        this(Timeouts.ORDINARY);
    }

    public HttpMetadataReader(Timeouts timeouts) {
        this.timeouts = timeouts;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeouts.connect())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /**
     * How long upstream may take.
     *
     * @param connect to be connected
     * @param answer to the response's head
     * @param whole from the request to the end of the body, redirects included
     */
    public record Timeouts(Duration connect, Duration answer, Duration whole) {
        /**
         * A server that is alive answers a small document far sooner than in 20 s; two minutes are several times what the largest
         * products document of the real stream takes at 100 kB/s.
         */
        public static final Timeouts ORDINARY =
                new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMinutes(2));
    }

    @Override
    public Answer read(URI url, long maxBytes, @Nullable Validators known) {
        HttpResponse<byte[]> response = exchange(url, maxBytes, known);
        if (response.statusCode() == NOT_MODIFIED && known != null) {
            return new Answer.NotModified();
        }
        if (response.statusCode() != OK) {
            throw new UpstreamException.Unreachable(url + " answered HTTP status " + response.statusCode());
        }
        return new Answer.Document(response.body(), validators(response));
    }

    /** The client's own timeout ends with the head; only waiting outside also bounds a body that stops coming. */
    private HttpResponse<byte[]> exchange(URI url, long maxBytes, @Nullable Validators known) {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request(url, known), head -> bodyOf(head, maxBytes));
        try {
            return exchange.get(timeouts.whole().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new UpstreamException.Unreachable(
                    url + " came too slowly: it was not whole after " + timeouts.whole(), e);
        } catch (ExecutionException e) {
            throw failure(url, maxBytes, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UpstreamException.Unreachable(url + " was not read: interrupted", e);
        } finally {
            exchange.cancel(true);
        }
    }

    private HttpRequest request(URI url, @Nullable Validators known) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).timeout(timeouts.answer()).header("User-Agent", "stream-mirror");
        if (known != null && known.etag() != null) {
            request.header("If-None-Match", known.etag());
        }
        if (known != null && known.lastModified() != null) {
            request.header("If-Modified-Since", known.lastModified());
        }
        return request.build();
    }

    /** Only a document's body is of use; that of an error may be of any size. */
    private static HttpResponse.BodySubscriber<byte[]> bodyOf(HttpResponse.ResponseInfo head, long maxBytes) {
        return head.statusCode() == OK ? new BoundedBody(maxBytes) : BodySubscribers.replacing(new byte[0]);
    }

    private static UpstreamException failure(URI url, long maxBytes, Throwable cause) {
        if (cause instanceof BoundedBody.TooLong) {
            return new UpstreamException.Refused(url + " is larger than the limit of " + maxBytes + " bytes", cause);
        }
        if (cause instanceof HttpTimeoutException) {
            return new UpstreamException.Unreachable(url + " did not answer in time", cause);
        }
        if (cause instanceof ConnectException) {
            return new UpstreamException.Unreachable(
                    url + " cannot be reached: its host is not known, or nothing listens there", cause);
        }
        String message = cause.getMessage();
        return new UpstreamException.Unreachable(
                url + " cannot be read: " + (message == null ? cause.getClass().getSimpleName() : message), cause);
    }

    private static Validators validators(HttpResponse<?> response) {
        return new Validators(
                response.headers().firstValue("ETag").orElse(null),
                response.headers().firstValue("Last-Modified").orElse(null));
    }
}
