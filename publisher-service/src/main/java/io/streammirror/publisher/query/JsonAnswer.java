package io.streammirror.publisher.query;

import io.streammirror.api.ApiError;
import io.streammirror.api.ApiJson;
import io.streammirror.simplestreams.Sha256;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An answer in JSON, ready to be sent; its bytes must not be changed. */
public final class JsonAnswer {
    public static final String MEDIA_TYPE = "application/json";

    private static final String IMMUTABLE = "public, max-age=31536000, immutable";
    private static final String ASK_EACH_TIME = "no-cache";
    private static final String NO_STORE = "no-store";
    private static final int OK = 200;
    private static final int TAG_DIGITS = 32;

    private final int status;
    private final byte[] body;
    private final String mediaType;
    private final String cacheControl;
    private final @Nullable String etag;

    private JsonAnswer(int status, byte[] body, String mediaType, String cacheControl, @Nullable String etag) {
        this.status = status;
        this.body = body;
        this.mediaType = mediaType;
        this.cacheControl = cacheControl;
        this.etag = etag;
    }

    /** The status code of HTTP. */
    public int status() {
        return status;
    }

    public byte[] body() {
        return body;
    }

    /** The value of the header field {@code Content-Type}. */
    public String mediaType() {
        return mediaType;
    }

    /** The value of the header field {@code Cache-Control}. */
    public String cacheControl() {
        return cacheControl;
    }

    /** The value of the header field {@code ETag}; null for an error. */
    public @Nullable String etag() {
        return etag;
    }

    /** Whether a client that sends this {@code If-None-Match} has this answer already (RFC 9110, 13.1.2). */
    public boolean matches(@Nullable String ifNoneMatch) {
        return etag != null
                && ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(",", -1))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals("*") || strong(tag).equals(strong(etag)));
    }

    private static String strong(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    /** A state that may be another one a moment later. */
    public static JsonAnswer of(Object state) {
        byte[] body = ApiJson.write(state);
        return new JsonAnswer(OK, body, MEDIA_TYPE, ASK_EACH_TIME, tag(body));
    }

    /**
     * A state that says when it was seen.
     *
     * @param timeless the same without that time: while it stays equal, clients need not get the state again
     */
    public static JsonAnswer of(Object state, Object timeless) {
        return new JsonAnswer(OK, ApiJson.write(state), MEDIA_TYPE, ASK_EACH_TIME, "W/" + tag(ApiJson.write(timeless)));
    }

    /** Bytes that are JSON already and never change. */
    public static JsonAnswer immutable(byte[] json) {
        return new JsonAnswer(OK, json, MEDIA_TYPE, IMMUTABLE, tag(json));
    }

    /** A document of another media type, which stays the same until the publisher is updated. */
    public static JsonAnswer document(byte[] text, String mediaType) {
        return new JsonAnswer(OK, text, mediaType, ASK_EACH_TIME, tag(text));
    }

    /** Why there is no answer, in one sentence. */
    public static JsonAnswer problem(int status, String reason) {
        return new JsonAnswer(status, ApiJson.write(ApiError.of(status, reason)), ApiError.MEDIA_TYPE, NO_STORE, null);
    }

    private static String tag(byte[] bytes) {
        return '"' + Sha256.of(bytes).hex().substring(0, TAG_DIGITS) + '"';
    }
}
