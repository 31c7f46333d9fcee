package io.streammirror.maas;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects violations of one document; the same fault found for two readers becomes one violation. */
final class Findings {
    private record Key(String document, String pointer, Rule rule, String message) {}

    private final String document;
    private final Map<Key, List<Impact>> found = new LinkedHashMap<>();

    Findings(String document) {
        this.document = document;
    }

    /** None yet, of the same document. */
    Findings ofSameDocument() {
        return new Findings(document);
    }

    List<Violation> violations() {
        var violations = new ArrayList<Violation>();
        found.forEach((key, impacts) -> impacts.forEach(impact ->
                violations.add(new Violation(key.document(), key.pointer(), key.rule(), impact, key.message()))));
        return violations;
    }

    /** Whether MAAS 3.8 would refuse the source. */
    boolean breakNewest() {
        return found.values().stream()
                .flatMap(List::stream)
                .anyMatch(impact -> impact.severity() == Severity.BREAKS_SOURCE && impact.concerns(MaasRelease.V3_8));
    }

    void add(JsonPointer place, Rule rule, String message) {
        add(place, rule, rule.impact(), message);
    }

    void add(JsonPointer place, Rule rule, Impact impact, String message) {
        add(new Key(document, place.toString(), rule, message), impact);
    }

    void addAll(List<Violation> others) {
        others.forEach(violation -> add(
                new Key(violation.document(), violation.pointer(), violation.rule(), violation.message()),
                violation.impact()));
    }

    private void add(Key key, Impact impact) {
        List<Impact> impacts = found.computeIfAbsent(key, first -> new ArrayList<>());
        for (int i = 0; i < impacts.size(); i++) {
            var joined = impacts.get(i).joined(impact);
            if (joined.isPresent()) {
                impacts.set(i, joined.get());
                return;
            }
        }
        impacts.add(impact);
    }

    /** Notes that MAAS 3.8 refuses the source, since the field is not text; answers the text where it is. */
    @Nullable
    String requireText(ObjectNode object, JsonPointer place, String field) {
        JsonNode value = object.get(field);
        if (value != null && value.isTextual()) {
            return value.textValue();
        }
        addNotText(object, place, field, Impact.onNewest(Severity.BREAKS_SOURCE));
        return null;
    }

    /** Notes that a field is missing or no text. */
    void addNotText(ObjectNode object, JsonPointer place, String field, Impact impact) {
        if (object.has(field)) {
            add(place.appendProperty(field), Rule.FIELD_TYPE, impact, "must be text");
        } else {
            add(place, Rule.REQUIRED_FIELD, impact, "has no '" + field + "'");
        }
    }

    /** MAAS 3.8 takes text or null. */
    void allowText(ObjectNode object, JsonPointer place, String field) {
        JsonNode value = object.path(field);
        if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
            add(place.appendProperty(field), Rule.FIELD_TYPE, "must be text where it is present");
        }
    }

    /** MAAS 3.8 takes text where the field is there at all. */
    void allowPresentText(ObjectNode object, JsonPointer place, String field) {
        JsonNode value = object.get(field);
        if (value != null && !value.isTextual()) {
            add(place.appendProperty(field), Rule.FIELD_TYPE, "must be text where it is present");
        }
    }

    void requireDate(ObjectNode object, JsonPointer place) {
        String updated = requireText(object, place, "updated");
        if (updated != null && !PythonValues.isTime(updated)) {
            add(
                    place.appendProperty("updated"),
                    Rule.DATE,
                    "'" + updated + "' must look like 'Thu, 24 Jul 2025 08:01:49 +0000'");
        }
    }

    /** The object in a field when it has members; none of the readers takes another value. */
    @Nullable
    ObjectNode requireMembers(ObjectNode object, JsonPointer place, String field) {
        if (!(object.get(field) instanceof ObjectNode members)) {
            Impact impact = Impact.onAll(Severity.BREAKS_SOURCE);
            if (object.has(field)) {
                add(place.appendProperty(field), Rule.FIELD_TYPE, impact, "must be an object");
            } else {
                add(place, Rule.REQUIRED_FIELD, impact, "has no object '" + field + "'");
            }
            return null;
        }
        if (members.isEmpty()) {
            add(place.appendProperty(field), Rule.NOT_EMPTY, "must not be empty");
            return null;
        }
        return members;
    }
}
