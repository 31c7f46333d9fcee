package io.streammirror.publisher.page;

import io.streammirror.simplestreams.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * A rendered page, or a part of one, ready to be sent. Its bytes must not be changed.
 *
 * @param status the status code of HTTP
 * @param body UTF-8
 */
public record PageAnswer(int status, byte[] body) {
    public static final String MEDIA_TYPE = "text/html; charset=utf-8";

    private static final int TAG_DIGITS = 32;

    static PageAnswer of(int status, String html) {
        return new PageAnswer(status, html.getBytes(StandardCharsets.UTF_8));
    }

    /** The entity tag, with its quotes. */
    public String etag() {
        return '"' + Sha256.of(body).hex().substring(0, TAG_DIGITS) + '"';
    }
}
