package io.streammirror.publisher.query;

import io.streammirror.api.ApiError;
import io.streammirror.api.ApiJson;

/** An answer in JSON, ready to be sent; its bytes must not be changed. */
public final class JsonAnswer {
    public static final String MEDIA_TYPE = "application/json";

    private static final String IMMUTABLE = "public, max-age=31536000, immutable";
    private static final String NO_STORE = "no-store";
    private static final int OK = 200;

    private final int status;
    private final byte[] body;
    private final String cacheControl;

    private JsonAnswer(int status, byte[] body, String cacheControl) {
        this.status = status;
        this.body = body;
        this.cacheControl = cacheControl;
    }

    /** The status code of HTTP. */
    public int status() {
        return status;
    }

    public byte[] body() {
        return body;
    }

    /** The value of the header field {@code Cache-Control}. */
    public String cacheControl() {
        return cacheControl;
    }

    /** A state that may be another one a moment later. */
    public static JsonAnswer of(Object state) {
        return new JsonAnswer(OK, ApiJson.write(state), NO_STORE);
    }

    /** Bytes that are JSON already and never change. */
    public static JsonAnswer immutable(byte[] json) {
        return new JsonAnswer(OK, json, IMMUTABLE);
    }

    /** Why there is no answer, in one sentence. */
    public static JsonAnswer problem(int status, String reason) {
        return new JsonAnswer(status, ApiJson.write(new ApiError(reason)), NO_STORE);
    }
}
