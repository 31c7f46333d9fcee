package io.streammirror.maas;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.simplestreams.ItemPath;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Judges products, versions and items as ones of a given shape. */
final class ProductValidator {
    private static final Pattern LOWER_CASE_SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** MAAS takes such a text for the number, other readers do not. */
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,18}");

    private final RequiredFields demands;
    private final Findings findings;

    ProductValidator(ProductShape shape, Findings findings) {
        this.demands = RequiredFields.of(shape);
        this.findings = findings;
    }

    /** The product, all its versions and all their items. */
    void product(ObjectNode product, JsonPointer place) {
        fields(product, place);
        ObjectNode versions = findings.requireMembers(product, place, "versions");
        if (versions != null) {
            JsonPointer holder = place.appendProperty("versions");
            versions.properties().forEach(version -> {
                JsonPointer here = holder.appendProperty(version.getKey());
                if (version.getValue() instanceof ObjectNode object) {
                    version(object, here);
                } else {
                    findings.add(here, Rule.FIELD_TYPE, "must be an object");
                }
            });
        }
    }

    /** The fields of the product itself. */
    void fields(ObjectNode product, JsonPointer place) {
        demands.fields().forEach(field -> findings.requireText(product, place, field));
        demands.optionalFields().forEach(field -> findings.allowText(product, place, field));
        JsonNode endOfLife = product.path("support_eol");
        if (demands.optionalFields().contains("support_eol")
                && endOfLife.isTextual()
                && !isDate(endOfLife.textValue())) {
            findings.add(
                    place.appendProperty("support_eol"),
                    Rule.DATE,
                    "'" + endOfLife.textValue() + "' must look like '2027-04-21'");
        }
    }

    /** One version with its items. */
    void version(ObjectNode version, JsonPointer place) {
        ObjectNode items = findings.requireMembers(version, place, "items");
        if (items == null) {
            return;
        }
        for (Set<String> oneOf : demands.itemSets()) {
            if (oneOf.stream().noneMatch(items::has)) {
                findings.add(
                        place.appendProperty("items"),
                        Rule.ITEM_SET,
                        "lacks " + String.join(" or ", new TreeSet<>(oneOf)));
            }
        }
        items.properties().forEach(item -> {
            JsonPointer here = place.appendProperty("items").appendProperty(item.getKey());
            if (item.getValue() instanceof ObjectNode object) {
                item(item.getKey(), object, here);
            } else {
                findings.add(here, Rule.FIELD_TYPE, "must be an object");
            }
        });
    }

    private void item(String name, ObjectNode item, JsonPointer place) {
        boolean isRead = demands.includesItem(name);
        if (isRead) {
            demands.itemFields().forEach(field -> findings.requireText(item, place, field));
        }
        if (isRead || item.has("path")) {
            payload(item, place);
        }
    }

    private void payload(ObjectNode item, JsonPointer place) {
        ItemPath path = findings.requirePath(item, place, Severity.BREAKS_IMAGE);
        if (path != null && path.isReserved()) {
            findings.add(
                    place.appendProperty("path"),
                    Rule.PATH,
                    Impact.onAll(Severity.CONFUSES),
                    "'" + path + "' lies where only documents may");
        }
        size(item.path("size"), place.appendProperty("size"));
        sha256(item.path("sha256"), place.appendProperty("sha256"));
    }

    private void size(JsonNode size, JsonPointer place) {
        if (!size.isIntegralNumber() || !size.canConvertToLong() || size.longValue() < 0) {
            boolean legible =
                    size.isTextual() && DECIMAL.matcher(size.textValue()).matches();
            findings.add(
                    place,
                    Rule.SIZE,
                    legible ? Impact.onAll(Severity.CONFUSES) : Rule.SIZE.impact(),
                    "must be a number of bytes, is " + shown(size));
        }
    }

    private void sha256(JsonNode sha256, JsonPointer place) {
        if (!LOWER_CASE_SHA256.matcher(sha256.asText()).matches()) {
            findings.add(
                    place,
                    Rule.SHA256,
                    sha256.isTextual() ? Impact.onAll(Severity.BREAKS_IMAGE) : Rule.SHA256.impact(),
                    "must be 64 hexadecimal digits in lower case, is " + shown(sha256));
        }
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "absent" : value.toString();
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
