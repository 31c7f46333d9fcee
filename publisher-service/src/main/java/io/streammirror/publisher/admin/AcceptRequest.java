package io.streammirror.publisher.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.json.Json;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request to accept a held change: {@code {"revision": …, "who": …, "why": …}}.
 *
 * @param revision of the catalog, or at least its first twelve digits, as people are shown it
 */
record AcceptRequest(String revision, Operator by) {
    private static final Pattern REVISION = Pattern.compile("[0-9a-f]{12,64}");

    AcceptRequest {
        if (!REVISION.matcher(revision).matches()) {
            throw new AdminException(
                    400, "'revision' must be the hexadecimal revision that is held, or at least its first 12 digits");
        }
    }

    static AcceptRequest parse(byte[] body) {
        JsonNode json;
        try {
            json = Json.parse(body);
        } catch (JsonProcessingException e) {
            throw new AdminException(400, "the body must be JSON: {\"revision\": …, \"who\": …, \"why\": …}");
        }
        String why = text(json, "why");
        return new AcceptRequest(
                required(json, "revision").toLowerCase(Locale.ROOT), new Operator(required(json, "who"), why));
    }

    private static String required(JsonNode json, String field) {
        String value = text(json, field);
        if (value == null) {
            throw new AdminException(400, "'" + field + "' is missing");
        }
        return value;
    }

    private static @Nullable String text(JsonNode json, String field) {
        return json.path(field).textValue();
    }
}
