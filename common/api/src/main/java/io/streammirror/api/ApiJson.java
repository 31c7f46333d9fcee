package io.streammirror.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import io.streammirror.text.SafeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The JSON form of the API: names in kebab case. Readers ignore fields that they do not know, so a newer publisher can add some. Characters
 * that could harm a terminal are escaped.
 */
public final class ApiJson {
    private static final ObjectMapper MAPPER = Json.mapper()
            .copy()
            .setPropertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE);

    private ApiJson() {}

    /** One line of UTF-8. */
    public static byte[] write(Object value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /** One line of text. */
    public static String text(Object value) {
        try {
            return SafeText.json(MAPPER.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + e.getMessage(), e);
        }
    }

    /** The fields of a value, without some of them. */
    public static JsonNode fields(Object value, Set<String> without) {
        return MAPPER.<ObjectNode>valueToTree(value).remove(without);
    }

    /**
     * Reads a value.
     *
     * @throws ApiFormatException when the bytes are no JSON, or not that of the type; its message names the field
     */
    public static <T> T read(byte[] utf8, Class<T> type) {
        try {
            return present(MAPPER.readValue(utf8, type));
        } catch (IOException
                | NumberFormatException e) { // Jackson lets the second out for an exponent beyond BigDecimal's
            throw ApiFormatException.of(e);
        }
    }

    /**
     * Reads a value from a tree that was parsed before.
     *
     * @throws ApiFormatException when the tree is not one of the type
     */
    public static <T> T read(JsonNode tree, Class<T> type) {
        try {
            return present(MAPPER.treeToValue(tree, type));
        } catch (JsonProcessingException e) {
            throw ApiFormatException.of(e);
        }
    }

    @SuppressWarnings("NullAway") // Jackson answers null for the JSON value null
    private static <T> T present(T value) {
        if (value == null) {
            throw new ApiFormatException("null is no JSON object");
        }
        return value;
    }
}
