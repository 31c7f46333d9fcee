package io.streammirror.publisher.notify;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.codec.Json;
import io.streammirror.text.SafeText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event in the JSON format of CloudEvents 1.0. What Kafka carries as headers and value is here one object.
 *
 * @param id the same for the same fact
 * @param source {@code /mirrors/NAME}, or {@code /store} for what is about no mirror
 * @param subject publication, catalog revision or log sequence; null when there is none
 * @param data the payload, as on the public topics
 */
record CloudEvent(
        String id, String type, String source, @Nullable String subject, Instant time, JsonNode data) {
    static final String MEDIA_TYPE = "application/cloudevents+json; charset=utf-8";
    private static final String SPEC_VERSION = "1.0";

    /** One line of UTF-8, in which characters that could harm a terminal are escaped. */
    byte[] json() {
        return SafeText.json(
                        Json.compact(new Wire(SPEC_VERSION, id, type, source, subject, time, "application/json", data)))
                .getBytes(StandardCharsets.UTF_8);
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Wire(
            String specversion,
            String id,
            String type,
            String source,
            @Nullable String subject,
            Instant time,
            String datacontenttype,
            JsonNode data) {}
}
