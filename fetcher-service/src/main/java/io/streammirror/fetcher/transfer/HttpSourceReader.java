package io.streammirror.fetcher.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Sources over HTTP/1.1 and HTTPS through one shared client, which keeps connections and follows a few redirects. */
public final class HttpSourceReader implements SourceReader {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** Longer wishes are the watcher's to fulfil, and a bound keeps arithmetic on them safe. */
    private static final long MOST_RETRY_AFTER_SECONDS = Duration.ofDays(1).toSeconds();

    private final Duration silence;
    private final HttpClient client;

    /**
     * @param silence the longest: before the answer, and between any two bytes of it
     */
    public HttpSourceReader(Duration silence) {
        this.silence = silence;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    @Override
    public SourceResponse open(URI source, Optional<ResumePoint> resume) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = send(request(source, resume));
        HttpHeaders headers = response.headers();
        return new SourceResponse(
                response.statusCode(),
                headers.firstValueAsLong("Content-Length"),
                headers.firstValue("ETag").filter(tag -> !tag.startsWith("W/")),
                headers.firstValue("Content-Range").flatMap(ContentRange::parse),
                headers.firstValue("Retry-After")
                        .map(HttpSourceReader::retryAfter)
                        .orElse(Duration.ZERO),
                response.body());
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return client.send(request, info -> new BodyStream(silence));
        } catch (IllegalArgumentException e) {
            // The client follows redirects itself and throws this for a Location that it cannot follow.
            throw new IOException("redirected to what is not an HTTP address: " + e.getMessage(), e);
        }
    }

    private HttpRequest request(URI source, Optional<ResumePoint> resume) throws IOException {
        try {
            var request = HttpRequest.newBuilder(source)
                    .timeout(silence)
                    .header("User-Agent", "stream-mirror")
                    // Sizes and digests are those of the bytes as they are stored upstream.
                    .header("Accept-Encoding", "identity");
            resume.ifPresent(point ->
                    request.header("Range", "bytes=" + point.offset() + "-").header("If-Range", point.etag()));
            return request.build();
        } catch (IllegalArgumentException e) {
            throw new IOException("not an HTTP address: " + e.getMessage(), e);
        }
    }

    /** Seconds only: the other form, a date, asks for trust in the source's clock. */
    private static Duration retryAfter(String header) {
        try {
            long seconds = Long.parseLong(header.strip());
            return Duration.ofSeconds(Math.max(0, Math.min(seconds, MOST_RETRY_AFTER_SECONDS)));
        } catch (NumberFormatException e) {
            return Duration.ZERO;
        }
    }
}
