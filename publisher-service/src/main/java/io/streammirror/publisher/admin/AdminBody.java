package io.streammirror.publisher.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.codec.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The body of an administrator's request: a JSON object of texts, among them {@code who} and perhaps {@code why}. */
final class AdminBody {
    private final JsonNode json;

    private AdminBody(JsonNode json) {
        this.json = json;
    }

    static AdminBody parse(byte[] body) {
        try {
            return new AdminBody(Json.parse(body));
        } catch (JsonProcessingException e) {
            throw new AdminException(400, "the body must be JSON: {\"who\": …, \"why\": …} and what else it takes");
        }
    }

    Operator operator() {
        return new Operator(required("who"), optional("why").orElse(null));
    }

    String required(String field) {
        return optional(field).orElseThrow(() -> new AdminException(400, "'" + field + "' is missing"));
    }

    /** A text that names something; what names nothing is the request's fault. */
    <T> T required(String field, Function<String, T> reading) {
        return read(field, required(field), reading);
    }

    Optional<String> optional(String field) {
        return Optional.ofNullable(json.path(field).textValue());
    }

    <T> Optional<T> optional(String field, Function<String, T> reading) {
        return optional(field).map(text -> read(field, text, reading));
    }

    /** Objects, each to be read like a body. */
    List<AdminBody> list(String field, int most) {
        JsonNode array = json.path(field);
        if (!array.isArray() || array.isEmpty() || array.size() > most) {
            throw new AdminException(400, "'" + field + "' must be a list of 1 to " + most);
        }
        var bodies = new ArrayList<AdminBody>();
        array.forEach(node -> bodies.add(new AdminBody(node)));
        return bodies;
    }

    long number(String field) {
        JsonNode node = json.path(field);
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new AdminException(400, "'" + field + "' must be a number");
        }
        return node.longValue();
    }

    private static <T> T read(String field, String text, Function<String, T> reading) {
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException e) {
            throw new AdminException(400, "'" + field + "': " + e.getMessage());
        }
    }
}
