package io.streammirror.fetcher.source;

import io.streammirror.http.ContentEncoding;
import io.streammirror.http.RetryAfter;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** Reads the head of an HTTP response. */
final class HttpResponses {
    private HttpResponses() {}

    static SourceResponse of(
            ClassicHttpResponse response,
            boolean redirected,
            Runnable discard,
            Duration idleTimeout,
            MinimumReadRate rate,
            Clock clock)
            throws IOException {
        var encoding = ContentEncoding.of(response);
        return new SourceResponse(
                response.getCode(),
                length(response),
                header(response, "ETag")
                        .filter(tag -> !tag.startsWith("W/"))
                        .or(() -> header(response, "Last-Modified")),
                header(response, "Content-Range").flatMap(ContentRange::parse),
                header(response, "Retry-After")
                        .flatMap(value -> RetryAfter.parse(value, clock))
                        .orElse(Duration.ZERO),
                encoding.isPlain() ? Optional.empty() : Optional.of(encoding.toString()),
                redirected,
                new ResponseBody(body(response), discard, idleTimeout, rate));
    }

    private static InputStream body(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        return entity == null ? InputStream.nullInputStream() : entity.getContent();
    }

    private static OptionalLong length(ClassicHttpResponse response) {
        HttpEntity entity = response.getEntity();
        return entity == null || entity.getContentLength() < 0
                ? OptionalLong.empty()
                : OptionalLong.of(entity.getContentLength());
    }

    private static Optional<String> header(ClassicHttpResponse response, String name) {
        return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
    }
}
