package io.streammirror.maas;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Checks one item of a newest version as MAAS 3.4 to 3.7 do: by its own fields over all that it inherits. */
final class LibraryItemValidator {
    private static final Impact REFUSED = Impact.onLibrary(Severity.BREAKS_SOURCE);
    private static final Impact LOST = Impact.onLibrary(Severity.BREAKS_IMAGE);

    private final Findings findings;
    private final Map<String, String> flat;

    /**
     * @param flat the fields of the item over those of its version, its product and the document, as text
     */
    LibraryItemValidator(Findings findings, Map<String, String> flat) {
        this.findings = findings;
        this.flat = flat;
    }

    /** The item, and the fields of its product as the item has them. */
    void item(String name, ObjectNode product, JsonPointer ofProduct, ObjectNode item, JsonPointer place) {
        boolean used = SupportedProducts.isUsed(name, flat);
        file(item, place, used);
        if (used) {
            product(SupportedProducts.isUbuntuName(name), product, ofProduct);
        }
    }

    /**
     * The fields that the item must inherit if it does not have them itself.
     *
     * @param ubuntu whether the product is one of Ubuntu, which is what a product without a system is taken for
     */
    void product(boolean ubuntu, ObjectNode product, JsonPointer place) {
        boolean bootloader = flat.containsKey("bootloader-type");
        List<String> needed = bootloader ? List.of("arch", "label") : List.of("arch", "label", "release");
        needed.stream().filter(field -> !flat.containsKey(field)).forEach(field -> {
            boolean lacksType = field.equals("release") && product.has("bootloader-type");
            findings.addNotText(product, place, lacksType ? "bootloader-type" : field, REFUSED);
        });
        if (!flat.containsKey("os") && (bootloader || !ubuntu)) {
            findings.addNotText(product, place, "os", LOST);
        }
        String identity = bootloader ? "bootloader-type" : "release";
        Stream.of("arch", "os", identity).forEach(field -> identity(product, place, field));
    }

    private void identity(ObjectNode product, JsonPointer place, String field) {
        String text = flat.getOrDefault(field, "-");
        JsonNode own = product.path(field);
        if (text.isEmpty()) {
            boolean refused = field.equals("release") && isUbuntuWithVersion();
            findings.add(
                    place.appendProperty(field),
                    Rule.NOT_EMPTY,
                    refused ? REFUSED : LOST,
                    "is empty, so that the product cannot be chosen");
        } else if (!own.isTextual() && !PythonValues.isDropped(own)) {
            findings.add(place.appendProperty(field), Rule.FIELD_TYPE, LOST, "must be text");
        }
    }

    /** For these the first letter of the release is asked for. */
    private boolean isUbuntuWithVersion() {
        return flat.getOrDefault("os", "ubuntu").equals("ubuntu") && flat.containsKey("version");
    }

    /**
     * The file of the item.
     *
     * @param used whether MAAS takes the product: of one that it ignores it only reads path, size and hash
     */
    void file(ObjectNode item, JsonPointer place, boolean used) {
        JsonNode path = item.path("path");
        String ftype = flat.get("ftype");
        boolean downloaded = used && ftype != null && FileTypes.isKnown(ftype);
        if (used && ftype == null) {
            findings.addNotText(item, place, "ftype", REFUSED);
        } else if (used
                && FileTypes.NOTIFICATIONS.equals(ftype)
                && !item.path("release_notification").isObject()) {
            findings.add(place, Rule.REQUIRED_FIELD, REFUSED, "has no object 'release_notification'");
        }
        if (PythonValues.isFalsy(path)) {
            if (downloaded) {
                noPath(item, place);
            }
        } else if (!path.isTextual()) {
            findings.add(place.appendProperty("path"), Rule.FIELD_TYPE, REFUSED, "must be text");
        } else {
            payload(item, place, downloaded);
        }
    }

    private void noPath(ObjectNode item, JsonPointer place) {
        if (item.path("path").isTextual()) {
            findings.add(place.appendProperty("path"), Rule.PATH, REFUSED, "must not be empty");
        } else {
            findings.addNotText(item, place, "path", REFUSED);
        }
    }

    private void payload(ObjectNode item, JsonPointer place, boolean downloaded) {
        String size = flat.get("size");
        if (size == null || !PythonValues.isLibraryInt(size)) {
            findings.add(place.appendProperty("size"), Rule.SIZE, REFUSED, ItemRules.sizeFault(item.path("size")));
        }
        boolean checksum = flat.containsKey("sha256");
        boolean other = flat.containsKey("md5") || flat.containsKey("sha512");
        if (!checksum && (downloaded || !other)) {
            findings.addNotText(item, place, "sha256", REFUSED);
        } else if (checksum && !item.path("sha256").isTextual() && !PythonValues.isDropped(item.path("sha256"))) {
            findings.add(place.appendProperty("sha256"), Rule.FIELD_TYPE, LOST, "must be text");
        }
    }
}
