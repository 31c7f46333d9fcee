package io.streammirror.upstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads documents with the platform's HTTP client, within limits of size and time. */
public final class HttpMetadataReader implements MetadataReader {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** To the response's head; a server that is alive answers a small document sooner by far. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);

    /** For the whole body: the largest products document of the real stream at 100 kB/s, several times over. */
    private static final Duration BODY_DEADLINE = Duration.ofMinutes(2);

    private static final int NOT_MODIFIED = 304;
    private static final int OK = 200;

    private final HttpClient client;

    public HttpMetadataReader() {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    @Override
    public Answer read(URI url, long maxBytes, @Nullable Validators known) {
        try {
            HttpResponse<InputStream> response =
                    client.send(request(url, known), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() == NOT_MODIFIED && known != null) {
                    return new Answer.NotModified();
                }
                if (response.statusCode() != OK) {
                    throw new UpstreamException.Unreachable(url + " answered HTTP status " + response.statusCode());
                }
                return new Answer.Document(bounded(url, body, maxBytes), validators(response));
            }
        } catch (HttpTimeoutException e) {
            throw new UpstreamException.Unreachable(url + " did not answer in time", e);
        } catch (IOException e) {
            throw new UpstreamException.Unreachable(url + " cannot be read: " + describe(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UpstreamException.Unreachable(url + ": interrupted", e);
        }
    }

    private static HttpRequest request(URI url, @Nullable Validators known) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).timeout(ANSWER_TIMEOUT).header("User-Agent", "stream-mirror");
        if (known != null && known.etag() != null) {
            request.header("If-None-Match", known.etag());
        }
        if (known != null && known.lastModified() != null) {
            request.header("If-Modified-Since", known.lastModified());
        }
        return request.build();
    }

    private static byte[] bounded(URI url, InputStream body, long maxBytes) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var buffer = new byte[64 * 1024];
        long deadline = System.nanoTime() + BODY_DEADLINE.toNanos();
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            bytes.write(buffer, 0, n);
            if (bytes.size() > maxBytes) {
                throw new UpstreamException.Refused(url + " is larger than the limit of " + maxBytes + " bytes");
            }
            if (System.nanoTime() - deadline > 0) {
                throw new UpstreamException.Unreachable(url + " came too slowly: not whole after " + BODY_DEADLINE);
            }
        }
        return bytes.toByteArray();
    }

    private static Validators validators(HttpResponse<?> response) {
        return new Validators(
                response.headers().firstValue("ETag").orElse(null),
                response.headers().firstValue("Last-Modified").orElse(null));
    }

    private static String describe(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
