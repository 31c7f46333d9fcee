package io.streammirror.lint;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Undoes what {@code Content-Encoding} says where MAAS's clients do; they take any other coding for none. */
final class MaasContentCoding {
    private MaasContentCoding() {}

    static boolean isCompressed(String encoding) {
        String lower = encoding.toLowerCase(Locale.ROOT);
        return lower.contains("gzip") || lower.contains("deflate");
    }

    static InputStream decoded(InputStream body, String encoding) throws IOException {
        String lower = encoding.toLowerCase(Locale.ROOT);
        if (lower.contains("gzip")) {
            return new GZIPInputStream(body);
        }
        return lower.contains("deflate") ? new InflaterInputStream(body) : body;
    }
}
