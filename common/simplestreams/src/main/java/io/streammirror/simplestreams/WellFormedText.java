package io.streammirror.simplestreams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Half characters (lone surrogates) pass a JSON parser but cannot be written as UTF-8, so a mirror could not keep them. */
final class WellFormedText {
    private WellFormedText() {}

    static void require(JsonNode node) {
        if (node.isTextual()) {
            require(node.textValue());
        } else if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                require(field.getKey());
                require(field.getValue());
            });
        } else {
            node.forEach(WellFormedText::require);
        }
    }

    private static void require(String text) {
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new DocumentException("", "has text with half a character (a lone surrogate)");
        }
    }
}
