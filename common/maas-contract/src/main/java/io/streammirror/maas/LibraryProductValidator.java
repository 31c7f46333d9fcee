package io.streammirror.maas;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.simplestreams.Flattening;
import io.streammirror.simplestreams.ItemName;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.VersionName;
import java.util.List;
import java.util.Map;

/**
 * Checks products as MAAS 3.4 to 3.7 do, which read them with the simplestreams library.
 *
 * <p>Fields are inherited from above. Of each product only the newest version is read, but the form and the paths of all versions count.
 * An exception anywhere ends the import as a whole.
 */
final class LibraryProductValidator {
    private static final Impact REFUSED = Impact.onLibrary(Severity.BREAKS_SOURCE);
    private static final Impact LOST = Impact.onLibrary(Severity.BREAKS_IMAGE);

    private final Flattening header;
    private final Findings findings;

    /**
     * @param header the fields of the document, which products inherit
     */
    LibraryProductValidator(ObjectNode header, Findings findings) {
        this.header = Flattening.ofHeader(withoutProducts(header));
        this.findings = findings;
    }

    private static ObjectNode withoutProducts(ObjectNode document) {
        ObjectNode header = document.objectNode();
        document.properties().stream()
                .filter(field -> !field.getKey().equals("products"))
                .forEach(field -> header.set(field.getKey(), field.getValue()));
        return header;
    }

    /** The product, the form of all its versions, and the items of the newest. */
    void product(String name, ObjectNode product, JsonPointer place) {
        JsonNode versions = product.path("versions");
        if (versions.isMissingNode()) {
            findings.add(place, Rule.REQUIRED_FIELD, LOST, "has no object 'versions'");
            return;
        }
        JsonPointer holder = place.appendProperty("versions");
        if (!(versions instanceof ObjectNode byName)) {
            findings.add(holder, Rule.FIELD_TYPE, REFUSED, "must be an object");
            return;
        }
        if (byName.isEmpty()) {
            findings.add(holder, Rule.NOT_EMPTY, LOST, "must not be empty");
            return;
        }
        String newest = Versions.newest(names(byName)).orElse("");
        byName.properties()
                .forEach(version -> form(
                        version.getValue(),
                        holder.appendProperty(version.getKey()),
                        version.getKey().equals(newest)));
        if (byName.get(newest) instanceof ObjectNode version && !name.isEmpty()) {
            Flattening flat = header.product(new ProductName(name), product);
            version(name, product, place, flat, newest, version);
        }
    }

    private static List<String> names(ObjectNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    /** Every version is walked for unsafe paths, which fails where an object is missing; of text and lists only in the newest. */
    private void form(JsonNode version, JsonPointer place, boolean newest) {
        if (!newest && (version.isTextual() || version.isArray())) {
            return;
        }
        if (!(version instanceof ObjectNode object)) {
            findings.add(place, Rule.FIELD_TYPE, REFUSED, "must be an object");
            return;
        }
        JsonNode items = object.path("items");
        JsonPointer holder = place.appendProperty("items");
        if (items.isMissingNode()) {
            return;
        }
        if (!(items instanceof ObjectNode byName)) {
            findings.add(holder, Rule.FIELD_TYPE, REFUSED, "must be an object");
            return;
        }
        byName.properties().forEach(item -> {
            JsonPointer here = holder.appendProperty(item.getKey());
            if (!(item.getValue() instanceof ObjectNode fields)) {
                findings.add(here, Rule.FIELD_TYPE, REFUSED, "must be an object");
            } else if (fields.path("path").isTextual()
                    && PathRules.isRefusedByLibrary(fields.path("path").textValue())) {
                findings.add(
                        here.appendProperty("path"),
                        Rule.PATH,
                        REFUSED,
                        "'" + fields.path("path").textValue() + "' is absolute or leads upwards");
            }
        });
    }

    private void version(
            String name, ObjectNode product, JsonPointer place, Flattening flat, String newest, ObjectNode version) {
        JsonPointer here = place.appendProperty("versions").appendProperty(newest);
        if (!(version.path("items") instanceof ObjectNode items)) {
            if (!version.has("items")) {
                findings.add(here, Rule.REQUIRED_FIELD, LOST, "has no object 'items'");
            }
            return;
        }
        if (items.isEmpty()) {
            findings.add(here.appendProperty("items"), Rule.NOT_EMPTY, LOST, "must not be empty");
        }
        Flattening flatVersion = flat.version(new VersionName(newest), version);
        items.properties().forEach(item -> {
            if (item.getValue() instanceof ObjectNode fields && !item.getKey().isEmpty()) {
                Flattening flatItem = flatVersion.item(new ItemName(item.getKey()), fields);
                new LibraryItemValidator(findings, flatItem.fields())
                        .item(
                                name,
                                product,
                                place,
                                fields,
                                here.appendProperty("items").appendProperty(item.getKey()));
            }
        });
    }

    /** One version, as the newest of a product that passes its own fields on to it. */
    void version(ObjectNode version, JsonPointer place) {
        form(version, place, true);
        Flattening flatVersion = header.version(new VersionName("-"), version);
        if (version.path("items") instanceof ObjectNode items) {
            items.properties().forEach(item -> {
                if (item.getValue() instanceof ObjectNode fields
                        && !item.getKey().isEmpty()) {
                    Flattening flat = flatVersion.item(new ItemName(item.getKey()), fields);
                    new LibraryItemValidator(findings, flat.fields())
                            .file(fields, place.appendProperty("items").appendProperty(item.getKey()), true);
                }
            });
        }
    }

    /** The fields of a product that all its items inherit. */
    void fields(ObjectNode product, JsonPointer place) {
        Flattening flat = header.product(new ProductName("-"), product);
        new LibraryItemValidator(findings, flat.fields()).product(true, product, place);
    }
}
