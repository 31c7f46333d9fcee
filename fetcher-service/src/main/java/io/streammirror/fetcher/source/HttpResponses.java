package io.streammirror.fetcher.source;

import io.streammirror.upstream.RetryAfter;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** Reads the head of an HTTP response. */
final class HttpResponses {
    /** Codings that leave the bytes as they are: object stores send an empty value, or {@code aws-chunked} with plain bytes. */
    private static final Set<String> PLAIN = Set.of("", "identity", "aws-chunked");

    private static final Pattern TOKENS = Pattern.compile("[a-z0-9+._, -]{1,60}");

    private HttpResponses() {}

    static SourceResponse of(
            ClassicHttpResponse response,
            boolean redirected,
            Runnable discard,
            Duration idleTimeout,
            MinimumReadRate rate,
            Clock clock)
            throws IOException {
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
                encoding(response),
                redirected,
                new ResponseBody(body(response), discard, idleTimeout, rate));
    }

    /** The content codings that changed the bytes (RFC 9110 §8.4), in lower case. */
    private static Optional<String> encoding(ClassicHttpResponse response) {
        String codings = Arrays.stream(response.getHeaders("Content-Encoding"))
                .flatMap(header ->
                        Arrays.stream(String.valueOf(header.getValue()).split(",")))
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .filter(coding -> !PLAIN.contains(coding))
                .map(coding -> coding.equals("x-gzip") ? "gzip" : coding)
                .collect(Collectors.joining(", "));
        if (codings.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(TOKENS.matcher(codings).matches() ? codings : "not a list of tokens");
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
