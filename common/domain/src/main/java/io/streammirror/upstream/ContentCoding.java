package io.streammirror.upstream;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The {@code Content-Encoding} of a document (RFC 9110 section 8.4), with the values that object stores and delivery networks send in
 * practice.
 *
 * <p>An empty value, {@code identity} and {@code aws-chunked} mean the bytes as they are: stores keep the last one from the upload, whose
 * framing they have taken off. Gzip is undone even where it was not asked for.
 */
final class ContentCoding {
    private static final List<String> PLAIN = List.of("", "identity", "aws-chunked");
    private static final List<String> GZIP = List.of("gzip", "x-gzip");

    private ContentCoding() {}

    /**
     * The document without its encodings, which stand in the order in which they were applied.
     *
     * @param header the value of {@code Content-Encoding}; empty when there is none
     * @throws UpstreamException.Refused for an encoding that is not known, and for a document that unpacks to too much
     */
    static byte[] decode(URI url, String header, byte[] received, long maxBytes) {
        List<String> codings = Arrays.stream(header.split(",", -1))
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .filter(coding -> !PLAIN.contains(coding))
                .toList();
        if (codings.isEmpty()) {
            return received;
        }
        if (codings.size() > 1 || !GZIP.contains(codings.get(0))) {
            throw new UpstreamException.Refused(url + " came with Content-Encoding '" + shown(header)
                    + "', which was not asked for; gzip and identity are read");
        }
        return GzipBody.unpack(url, received, maxBytes);
    }

    private static String shown(String header) {
        return header.length() > 100 ? header.substring(0, 100) + "…" : header;
    }
}
