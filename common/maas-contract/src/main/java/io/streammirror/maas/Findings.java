package io.streammirror.maas;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.UpdatedTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects violations of one document, by the checks that several of its places share. */
final class Findings {
    /** Without these the older readers fail as well; most others they never look at. */
    private static final Set<String> NEEDED_BY_ALL = Set.of("content_id", "index", "label", "products");

    private final String document;
    private final List<Violation> violations = new ArrayList<>();

    Findings(String document) {
        this.document = document;
    }

    List<Violation> violations() {
        return List.copyOf(violations);
    }

    void add(JsonPointer place, Rule rule, String message) {
        violations.add(new Violation(document, place.toString(), rule, message));
    }

    void add(JsonPointer place, Rule rule, Impact impact, String message) {
        violations.add(new Violation(document, place.toString(), rule, impact, message));
    }

    void addAll(List<Violation> others) {
        violations.addAll(others);
    }

    /** The text of a field, or null after having noted that there is none. */
    @Nullable
    String requireText(ObjectNode object, JsonPointer place, String field) {
        JsonNode value = object.get(field);
        if (value == null) {
            addMissing(place, field, "has no '" + field + "'");
            return null;
        }
        if (!value.isTextual()) {
            add(place.appendProperty(field), Rule.FIELD_TYPE, "must be text");
            return null;
        }
        return value.textValue();
    }

    private void addMissing(JsonPointer place, String field, String message) {
        Rule rule = Rule.REQUIRED_FIELD;
        add(place, rule, NEEDED_BY_ALL.contains(field) ? Impact.onAll(Severity.BREAKS_SOURCE) : rule.impact(), message);
    }

    void allowText(ObjectNode object, JsonPointer place, String field) {
        JsonNode value = object.path(field);
        if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
            add(place.appendProperty(field), Rule.FIELD_TYPE, "must be text where it is present");
        }
    }

    void requireDate(ObjectNode object, JsonPointer place) {
        String updated = requireText(object, place, "updated");
        if (updated != null && UpdatedTime.parse(updated).isEmpty()) {
            add(
                    place.appendProperty("updated"),
                    Rule.DATE,
                    "'" + updated + "' must look like 'Thu, 24 Jul 2025 08:01:49 +0000'");
        }
    }

    void checkDatatype(ObjectNode object, JsonPointer place) {
        JsonNode datatype = object.path("datatype");
        if (!datatype.isMissingNode() && !Datatypes.KNOWN.contains(datatype.asText())) {
            add(
                    place.appendProperty("datatype"),
                    Rule.DATATYPE,
                    "'" + datatype.asText() + "' must be one of " + Datatypes.KNOWN);
        }
    }

    /** Without its format no reader but that of MAAS 3.8 follows a document. */
    void requireFormat(ObjectNode object, JsonPointer place, String format) {
        if (!object.path("format").asText().equals(format)) {
            add(place, Rule.FORMAT, "has no 'format' of '" + format + "'");
        }
    }

    /**
     * The path of a field, or null after having noted what is wrong with it.
     *
     * @param severity of a path that leads out of the tree
     */
    @Nullable
    ItemPath requirePath(ObjectNode object, JsonPointer place, Severity severity) {
        String path = requireText(object, place, "path");
        if (path == null) {
            return null;
        }
        try {
            return new ItemPath(path);
        } catch (IllegalArgumentException e) {
            add(place.appendProperty("path"), Rule.PATH, Impact.onAll(severity), String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** The object in a field when it has members, or null after having noted that it has none. */
    @Nullable
    ObjectNode requireMembers(ObjectNode object, JsonPointer place, String field) {
        if (!(object.get(field) instanceof ObjectNode members)) {
            addMissing(place, field, "has no object '" + field + "'");
            return null;
        }
        if (members.isEmpty()) {
            add(place.appendProperty(field), Rule.NOT_EMPTY, "must not be empty");
            return null;
        }
        return members;
    }

    private static final class Datatypes {
        static final List<String> KNOWN = List.of("image-downloads", "image-ids");

        private Datatypes() {}
    }
}
