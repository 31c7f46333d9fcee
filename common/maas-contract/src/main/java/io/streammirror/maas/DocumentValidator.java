package io.streammirror.maas;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Checks products documents: their own fields, and by the readers of MAAS their products. */
final class DocumentValidator {
    static final List<String> DATATYPES = List.of("image-downloads", "image-ids");

    private static final String FORMAT = "products:1.0";
    private static final JsonPointer ROOT = JsonPointer.empty();
    private static final JsonPointer HOLDER = ROOT.appendProperty("products");

    private final Findings findings;

    DocumentValidator(Findings findings) {
        this.findings = findings;
    }

    void validate(ObjectNode document) {
        header(document);
        findings.requireDate(document, ROOT);
        ObjectNode products = findings.requireMembers(document, ROOT, "products");
        if (products == null) {
            return;
        }
        new ShapeValidator(findings).validate(products);
        var library = new LibraryProductValidator(document, findings);
        var rules = new ItemRules(findings);
        products.properties().forEach(product -> {
            JsonPointer here = HOLDER.appendProperty(product.getKey());
            if (product.getValue() instanceof ObjectNode object) {
                library.product(product.getKey(), object, here);
                items(object, here, rules);
            } else {
                findings.add(here, Rule.FIELD_TYPE, Impact.onAll(Severity.BREAKS_SOURCE), "must be an object");
            }
        });
    }

    /** The fields of the document but {@code updated} and {@code products}. */
    void header(ObjectNode document) {
        requireFormat(document, FORMAT, findings);
        contentId(document);
        datatype(document, findings, ROOT, true);
    }

    private static void items(ObjectNode product, JsonPointer place, ItemRules rules) {
        var versions = Members.of(product, "versions");
        String newest = Versions.newest(versions.keySet()).orElse("");
        versions.forEach((name, version) -> versionItems(
                version, place.appendProperty("versions").appendProperty(name), name.equals(newest), rules));
    }

    static void versionItems(ObjectNode version, JsonPointer place, boolean newest, ItemRules rules) {
        JsonPointer holder = place.appendProperty("items");
        Members.of(version, "items")
                .forEach((name, item) -> rules.validate(name, item, holder.appendProperty(name), newest));
    }

    /** The older releases keep it as text, whatever it was. */
    private void contentId(ObjectNode document) {
        findings.requireText(document, ROOT, "content_id");
        if (PythonValues.isDropped(document.path("content_id"))) {
            findings.addNotText(document, ROOT, "content_id", Impact.onLibrary(Severity.BREAKS_SOURCE));
        }
    }

    /** The older releases go by the format alone; MAAS 3.8 takes any text. */
    static void requireFormat(ObjectNode document, String format, Findings findings) {
        if (!format.equals(document.path("format").textValue())) {
            findings.add(ROOT, Rule.FORMAT, "has no 'format' of '" + format + "'");
        }
        findings.allowPresentText(document, ROOT, "format");
    }

    /** MAAS 3.8 knows two words; an index entry may be without one. */
    static void datatype(ObjectNode object, Findings findings, JsonPointer place, boolean required) {
        JsonNode datatype = object.path("datatype");
        if (!required && (datatype.isMissingNode() || datatype.isNull())) {
            return;
        }
        String word = findings.requireText(object, place, "datatype");
        if (word != null && !DATATYPES.contains(word)) {
            findings.add(place.appendProperty("datatype"), Rule.DATATYPE, "'" + word + "' must be one of " + DATATYPES);
        }
    }
}
