package io.streammirror.simplestreams;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Replaces shorthand by what {@code _aliases} says it stands for, in a whole document, before anything else looks at it.
 *
 * <p>As in the reference, every object at any depth is expanded once, aliases override what the object had, and aliases of
 * aliases resolve in the order of the table. Unlike the reference: the table always counts as read first, wherever it stands;
 * an unknown value costs only the item, version, product or entry it is in, where the reference ends the run; an alias may
 * stand for scalars only, so that a small document cannot unfold into a huge one. MAAS expands nothing, so the table itself
 * is never published.
 */
final class AliasExpansion {
    static final String FIELD = "_aliases";

    /** Far beyond any real document (MAAS uses no aliases at all); keeps the expansion of a hostile one in memory. */
    static final int MAX_ADDED_FIELDS = 1_000_000;

    private final ObjectNode aliases;
    private final List<Rejection> refusals = new ArrayList<>();
    private final List<JsonPointer> refused = new ArrayList<>();
    private int added;

    private AliasExpansion(ObjectNode aliases) {
        this.aliases = aliases;
    }

    /** Changes the document in place and names what had to be taken out of it. */
    static List<Rejection> expand(ObjectNode document) {
        JsonNode table = document.remove(FIELD);
        if (table == null) {
            return List.of();
        }
        var expansion = new AliasExpansion(object(table, JsonPointer.empty().appendProperty(FIELD)));
        expansion.expandTable();
        expansion.walk(document, JsonPointer.empty());
        expansion.refused.forEach(pointer -> RejectedPlace.remove(document, pointer));
        return expansion.refusals;
    }

    private void expandTable() {
        JsonPointer top = JsonPointer.empty().appendProperty(FIELD);
        for (Map.Entry<String, JsonNode> field : aliases.properties()) {
            JsonPointer ofField = top.appendProperty(field.getKey());
            ObjectNode byValue = object(field.getValue(), ofField);
            for (Map.Entry<String, JsonNode> alias : List.copyOf(byValue.properties())) {
                JsonPointer ofAlias = ofField.appendProperty(alias.getKey());
                ObjectNode meaning = object(alias.getValue(), ofAlias);
                if (meaning.properties().stream()
                        .anyMatch(given -> given.getValue().isContainerNode())) {
                    refusals.add(new Rejection(
                            ofAlias.toString(), "an alias may stand for text, numbers and booleans only"));
                    byValue.remove(alias.getKey());
                } else if (!expandOne(meaning, ofAlias)) {
                    byValue.remove(alias.getKey());
                }
            }
        }
    }

    private void walk(JsonNode node, JsonPointer pointer) {
        if (node instanceof ObjectNode object) {
            if (!expandOne(object, pointer)) {
                refused.add(pointer);
            }
            object.properties().forEach(field -> walk(field.getValue(), pointer.appendProperty(field.getKey())));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(node.path(i), pointer.appendIndex(i));
            }
        }
    }

    private boolean expandOne(ObjectNode object, JsonPointer pointer) {
        boolean known = true;
        for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
            JsonNode byValue = aliases.get(field.getKey());
            String value = field.getValue().textValue();
            if (byValue == null || value == null || value.isEmpty()) {
                continue;
            }
            if (byValue.get(value) instanceof ObjectNode meaning) {
                add(object, meaning);
            } else {
                String reason = "unknown alias '" + value + "' of field '" + field.getKey() + "'";
                refusals.add(new Rejection(pointer.toString(), reason));
                known = false;
            }
        }
        return known;
    }

    private void add(ObjectNode object, ObjectNode meaning) {
        added += meaning.size();
        if (added > MAX_ADDED_FIELDS) {
            throw new DocumentException("/" + FIELD, "the aliases unfold to more than " + MAX_ADDED_FIELDS + " fields");
        }
        object.setAll(meaning);
    }

    private static ObjectNode object(JsonNode node, JsonPointer pointer) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new DocumentException(pointer.toString(), "must be an object");
    }
}
