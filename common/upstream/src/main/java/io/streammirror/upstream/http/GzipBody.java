package io.streammirror.upstream.http;

import io.streammirror.upstream.UpstreamException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.zip.GZIPInputStream;

/** Unpacks a compressed document, within bounds: a few kilobytes can unfold to gigabytes. */
final class GzipBody {
    /**
     * Real documents, mostly hashes, shrink to a fifth; ones of nothing but repetition to about a hundredth. Deflate itself ends at
     * a thousandth.
     */
    static final int MAX_RATIO = 200;

    private static final int STEP = 64 * 1024;

    private GzipBody() {}

    /**
     * The document.
     *
     * @throws UpstreamException.Refused when it is larger than allowed, or unfolds beyond all proportion
     * @throws UpstreamException.Unreachable when it ends early or is damaged
     */
    static byte[] unpack(URI url, byte[] packed, long maxBytes) {
        var unpacked = new ByteArrayOutputStream(STEP);
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] step = new byte[STEP];
            for (int count = in.read(step); count >= 0; count = in.read(step)) {
                unpacked.write(step, 0, count);
                if (unpacked.size() > maxBytes) {
                    throw new UpstreamException.Refused(
                            url + " unpacks to more than the limit of " + maxBytes + " bytes");
                }
                if (unpacked.size() > STEP && unpacked.size() / MAX_RATIO > packed.length) {
                    throw new UpstreamException.Refused(
                            url + " unpacks to more than " + MAX_RATIO + " times its size, as no real document does");
                }
            }
            return unpacked.toByteArray();
        } catch (IOException e) {
            throw new UpstreamException.Unreachable(url + " came compressed, and damaged or cut off", e);
        }
    }
}
