package io.streammirror.publisher.page;

import io.streammirror.simplestreams.Sha256;
import java.nio.charset.StandardCharsets;

/** A rendered page, or a part of one, ready to be sent. */
public final class PageAnswer {
    public static final String MEDIA_TYPE = "text/html; charset=utf-8";

    private static final int TAG_DIGITS = 32;

    private final int status;
    private final byte[] body;
    private final String etag;

    private PageAnswer(int status, byte[] body) {
        this.status = status;
        this.body = body;
        this.etag = '"' + Sha256.of(body).hex().substring(0, TAG_DIGITS) + '"';
    }

    static PageAnswer of(int status, String html) {
        return new PageAnswer(status, html.getBytes(StandardCharsets.UTF_8));
    }

    /** The status code of HTTP. */
    public int status() {
        return status;
    }

    /** HTML in UTF-8, which must not be changed. */
    public byte[] body() {
        return body;
    }

    /** The entity tag, with its quotes. */
    public String etag() {
        return etag;
    }
}
