package io.streammirror.simplestreams;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Half characters (lone surrogates) pass a JSON parser but cannot be written as UTF-8, so a mirror could not keep them. */
final class WellFormedText {
    private static final String REASON = "has text with half a character (a lone surrogate)";

    private WellFormedText() {}

    /** Takes every item, version, product or entry with such text out of the document, and names them. */
    static List<Rejection> clean(ObjectNode document) {
        if (isWellFormed(document)) {
            return List.of();
        }
        var places = new ArrayList<JsonPointer>();
        find(document, JsonPointer.empty(), places);
        places.forEach(place -> RejectedPlace.remove(document, place, REASON));
        return places.stream()
                .map(place -> new Rejection(place.toString().replaceAll("\\p{Cs}", "?"), REASON))
                .toList();
    }

    private static boolean isWellFormed(JsonNode node) {
        if (node.isTextual()) {
            return isWellFormed(node.textValue());
        }
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (!isWellFormed(field.getKey()) || !isWellFormed(field.getValue())) {
                    return false;
                }
            }
            return true;
        }
        for (JsonNode element : node) {
            if (!isWellFormed(element)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private static void find(JsonNode node, JsonPointer pointer, List<JsonPointer> places) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                JsonPointer place = pointer.appendProperty(field.getKey());
                if (isWellFormed(field.getKey())) {
                    find(field.getValue(), place, places);
                } else {
                    places.add(place);
                }
            }
        } else if (!isWellFormed(node)) {
            places.add(pointer);
        }
    }
}
