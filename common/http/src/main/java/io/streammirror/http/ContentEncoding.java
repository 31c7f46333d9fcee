package io.streammirror.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.MessageHeaders;

/**
 * The content codings that changed the bytes of a response (RFC 9110 section 8.4). Values that object stores and
 * delivery networks send in practice are known.
 *
 * @param codings in lower case, in the order in which they were applied; none if the body holds the plain bytes
 */
public record ContentEncoding(List<String> codings) {
    /** Object stores send an empty value, or {@code aws-chunked} with plain bytes: they keep it from the upload, whose framing is gone. */
    private static final Set<String> PLAIN = Set.of("", "identity", "aws-chunked");

    private static final Pattern TOKENS = Pattern.compile("[a-z0-9+._, -]{1,60}");
    private static final String GZIP = "gzip";

    public ContentEncoding {
        codings = List.copyOf(codings);
    }

    /** Reads all {@code Content-Encoding} fields of a response. */
    public static ContentEncoding of(MessageHeaders response) {
        return new ContentEncoding(Arrays.stream(response.getHeaders("Content-Encoding"))
                .map(Header::getValue)
                .flatMap(value -> Arrays.stream(String.valueOf(value).split(",", -1)))
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .filter(coding -> !PLAIN.contains(coding))
                .map(coding -> coding.equals("x-gzip") ? GZIP : coding)
                .toList());
    }

    /** Whether the body holds the plain bytes. */
    public boolean isPlain() {
        return codings.isEmpty();
    }

    public boolean isGzip() {
        return codings.equals(List.of(GZIP));
    }

    /** For messages: what does not consist of short tokens is not shown. */
    @Override
    public String toString() {
        String shown = String.join(", ", codings);
        return shown.isEmpty() || TOKENS.matcher(shown).matches() ? shown : "not a list of tokens";
    }
}
