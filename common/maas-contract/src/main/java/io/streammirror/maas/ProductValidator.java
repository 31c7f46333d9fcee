package io.streammirror.maas;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks products, versions and items of one shape as MAAS 3.8 does: one wrong field makes it refuse the source. */
final class ProductValidator {
    private static final Impact REFUSED = Impact.onNewest(Severity.BREAKS_SOURCE);

    private final RequiredFields demands;
    private final boolean image;
    private final boolean archived;
    private final Findings findings;

    ProductValidator(ProductShape shape, Findings findings) {
        this.demands = RequiredFields.of(shape);
        this.image = !shape.isBootloader();
        this.archived = shape == ProductShape.BOOTLOADER_ARCHIVE;
        this.findings = findings;
    }

    /** The product, all its versions and all their items. */
    void product(ObjectNode product, JsonPointer place) {
        fields(product, place);
        ObjectNode versions = members(product, place, "versions");
        if (versions == null) {
            return;
        }
        String newest =
                Versions.newest(Members.of(product, "versions").keySet()).orElse("");
        JsonPointer holder = place.appendProperty("versions");
        versions.properties().forEach(version -> {
            JsonPointer here = holder.appendProperty(version.getKey());
            if (version.getValue() instanceof ObjectNode object) {
                version(object, here, version.getKey().equals(newest));
            } else {
                findings.add(here, Rule.FIELD_TYPE, REFUSED, "must be an object");
            }
        });
    }

    /** The fields of the product itself. */
    void fields(ObjectNode product, JsonPointer place) {
        ownName(product, place, "product_name");
        demands.fields().forEach(field -> findings.requireText(product, place, field));
        demands.optionalFields().forEach(field -> findings.allowText(product, place, field));
        demands.dateFields().forEach(field -> day(product, place, field));
        String identity = image ? "release" : "bootloader-type";
        for (String field : List.of("arch", "os", identity)) {
            JsonNode value = product.path(field);
            if (value.isTextual() && value.textValue().isEmpty()) {
                findings.add(
                        place.appendProperty(field),
                        Rule.NOT_EMPTY,
                        Impact.onNewest(Severity.BREAKS_IMAGE),
                        "is empty, so that the product cannot be chosen");
            }
        }
    }

    /** MAAS passes the field on under the name of one of its own, and fails over the two. */
    private void ownName(ObjectNode object, JsonPointer place, String name) {
        if (object.has(name)) {
            findings.add(
                    place.appendProperty(name), Rule.RESERVED_NAME, REFUSED, "has the name of a field of MAAS's own");
        }
    }

    private void day(ObjectNode object, JsonPointer place, String field) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull() || (value.isTextual() && PythonValues.isDay(value.textValue()))) {
            return;
        }
        findings.add(
                place.appendProperty(field),
                Rule.DATE,
                REFUSED,
                value + " must look like '2027-04-21', or be left out");
    }

    /**
     * One version with its items.
     *
     * @param newest whether MAAS takes this one; of older ones it never asks what kinds of files they have
     */
    void version(ObjectNode version, JsonPointer place, boolean newest) {
        ownName(version, place, "version_name");
        demands.versionDateFields().forEach(field -> day(version, place, field));
        ObjectNode items = members(version, place, "items");
        if (items == null) {
            return;
        }
        JsonPointer holder = place.appendProperty("items");
        for (Set<String> oneOf : demands.itemSets()) {
            if (oneOf.stream().allMatch(name -> isAbsent(items.path(name)))) {
                findings.add(holder, Rule.ITEM_SET, "lacks " + String.join(" or ", new TreeSet<>(oneOf)));
            }
        }
        for (String name : List.of("version_name", "support_eol", "support_esm_eol")) {
            ownName(items, holder, name);
        }
        items.properties().forEach(item -> {
            if (demands.includesItem(item.getKey())) {
                item(item.getKey(), item.getValue(), holder.appendProperty(item.getKey()), newest);
            }
        });
    }

    private static boolean isAbsent(JsonNode item) {
        return item.isMissingNode() || item.isNull();
    }

    private void item(String name, JsonNode node, JsonPointer place, boolean newest) {
        if (!(node instanceof ObjectNode item)) {
            if (!node.isNull() || !demands.isOneOfSeveral(name)) {
                findings.add(place, Rule.FIELD_TYPE, REFUSED, "must be an object");
            }
            return;
        }
        demands.itemFields().forEach(field -> findings.requireText(item, place, field));
        demands.optionalItemFields().forEach(field -> findings.allowText(item, place, field));
        findings.requireText(item, place, "path");
        findings.requireText(item, place, "sha256");
        if (!PythonValues.isModelInt(item.path("size"))) {
            findings.add(place.appendProperty("size"), Rule.SIZE, REFUSED, ItemRules.sizeFault(item.path("size")));
        }
        String ftype = item.path("ftype").textValue();
        if (newest && ftype != null && demands.downloadsItem(name) && !isKnown(ftype)) {
            findings.add(
                    place.appendProperty("ftype"),
                    Rule.FILE_TYPE,
                    REFUSED,
                    "'" + ftype + "' is no kind of file that MAAS knows");
        }
    }

    private boolean isKnown(String ftype) {
        return archived ? ArchivedBootloaders.isKnownFileType(ftype) : FileTypes.isKnown(ftype);
    }

    private @Nullable ObjectNode members(ObjectNode object, JsonPointer place, String field) {
        if (object.get(field) instanceof ObjectNode members && !members.isEmpty()) {
            return members;
        }
        JsonNode value = object.path(field);
        if (value.isMissingNode()) {
            findings.add(place, Rule.REQUIRED_FIELD, REFUSED, "has no object '" + field + "'");
        } else {
            boolean empty = value.isObject();
            findings.add(
                    place.appendProperty(field),
                    empty ? Rule.NOT_EMPTY : Rule.FIELD_TYPE,
                    REFUSED,
                    empty ? "must not be empty" : "must be an object");
        }
        return null;
    }
}
