package io.streammirror.publisher.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.streammirror.codec.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer in JSON, ready to be sent; its bytes must not be changed. */
public final class JsonAnswer {
    public static final String MEDIA_TYPE = "application/json";

    private static final String IMMUTABLE = "public, max-age=31536000, immutable";
    private static final String NO_STORE = "no-store";
    private static final int OK = 200;

    private static final ObjectWriter WRITER = Json.mapper()
            .copy()
            .setPropertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .writer();

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

    /** A state that may be another one a moment later; names of fields are in kebab case. */
    public static JsonAnswer of(Object state) {
        try {
            return new JsonAnswer(OK, WRITER.writeValueAsBytes(state), NO_STORE);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written as JSON", e);
        }
    }

    /** Bytes that are JSON already and never change. */
    public static JsonAnswer immutable(byte[] json) {
        return new JsonAnswer(OK, json, IMMUTABLE);
    }

    /** Why there is no answer, in one sentence. */
    public static JsonAnswer problem(int status, String reason) {
        return new JsonAnswer(status, Json.compact(Map.of("error", reason)).getBytes(StandardCharsets.UTF_8), NO_STORE);
    }
}
