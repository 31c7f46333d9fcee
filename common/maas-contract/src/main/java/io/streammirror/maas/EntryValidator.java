package io.streammirror.maas;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.simplestreams.ItemPath;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks the entries of an index, and the documents that they name. */
final class EntryValidator {
    private static final String PRODUCTS = "products:1.0";
    private static final Impact REFUSED_BY_ALL = Impact.onAll(Severity.BREAKS_SOURCE);
    private static final Impact PASSED_OVER = Impact.onLibrary(Severity.BREAKS_IMAGE);
    private static final Impact REFUSED_BY_NEWEST = Impact.onNewest(Severity.BREAKS_SOURCE);

    private final ItemPath index;
    private final ContractDocuments documents;
    private final Findings findings;

    EntryValidator(ItemPath index, ContractDocuments documents, Findings findings) {
        this.index = index;
        this.documents = documents;
        this.findings = findings;
    }

    private static JsonPointer place(String name) {
        return JsonPointer.empty().appendProperty("index").appendProperty(name);
    }

    /** Checks an entry; answers the products that could be read. */
    Optional<ContractReport.ReadProducts> validate(String name, JsonNode node) {
        JsonPointer place = place(name);
        if (!(node instanceof ObjectNode entry)) {
            findings.add(place, Rule.FIELD_TYPE, REFUSED_BY_ALL, "must be an object");
            return Optional.empty();
        }
        keptFields(entry, place, findings);
        findings.requireDate(entry, place);
        products(entry, place);
        boolean followed = isFollowed(entry);
        ItemPath path = path(entry, place);
        return path == null ? Optional.empty() : document(name, path, place, followed);
    }

    /** Checks an entry that is not for MAAS: its document is there, is one signed block where it should be, and is JSON. */
    void validateForm(String name, JsonNode node) {
        JsonPointer place = place(name);
        if (!(node instanceof ObjectNode entry)) {
            findings.add(place, Rule.FIELD_TYPE, REFUSED_BY_ALL, "must be an object");
            return;
        }
        ItemPath path = path(entry, place);
        if (path != null) {
            var ofDocument = new Findings(path.value());
            MaasContract.document(path, MaasContract.isSigned(index), documents, ofDocument);
            findings.addAll(ofDocument.violations());
        }
    }

    private void products(ObjectNode entry, JsonPointer place) {
        JsonNode products = entry.path("products");
        if (!products.isArray()) {
            findings.add(place, Rule.REQUIRED_FIELD, "has no list 'products'");
            return;
        }
        for (int i = 0; i < products.size(); i++) {
            if (!products.get(i).isTextual()) {
                findings.add(
                        place.appendProperty("products").appendIndex(i),
                        Rule.FIELD_TYPE,
                        REFUSED_BY_NEWEST,
                        "must be text");
            }
        }
    }

    /** The fields that a published entry has as upstream wrote them. */
    static void keptFields(ObjectNode entry, JsonPointer place, Findings findings) {
        if (entry.has("name")) {
            findings.add(
                    place.appendProperty("name"),
                    Rule.RESERVED_NAME,
                    REFUSED_BY_NEWEST,
                    "has the name of a field of MAAS's own");
        }
        DocumentValidator.datatype(entry, findings, place, false);
        findings.allowPresentText(entry, place, "format");
        if (!isFollowed(entry)) {
            findings.add(
                    entry.has("format") ? place.appendProperty("format") : place,
                    Rule.FORMAT,
                    PASSED_OVER,
                    entry.has("format")
                            ? entry.path("format") + " is no 'products:1.0': these releases pass over the stream"
                            : "has no 'format', so that these releases pass over the stream");
        }
    }

    /** Whether the older releases follow the entry; MAAS 3.8 follows each. */
    private static boolean isFollowed(ObjectNode entry) {
        String format = entry.path("format").asText();
        return PRODUCTS.equals(format) || "index:1.0".equals(format);
    }

    private @Nullable ItemPath path(ObjectNode entry, JsonPointer place) {
        JsonNode value = entry.path("path");
        if (PythonValues.isFalsy(value)) {
            findings.addNotText(entry, place, "path", PASSED_OVER);
            findings.addNotText(entry, place, "path", REFUSED_BY_NEWEST);
            return null;
        }
        if (!value.isTextual()) {
            findings.addNotText(entry, place, "path", REFUSED_BY_ALL);
            return null;
        }
        String path = value.textValue();
        JsonPointer here = place.appendProperty("path");
        if (PathRules.isRefusedByLibrary(path)) {
            findings.add(
                    here,
                    Rule.PATH,
                    Impact.onLibrary(Severity.BREAKS_SOURCE),
                    "'" + path + "' is absolute or leads upwards");
        }
        try {
            return new ItemPath(path);
        } catch (IllegalArgumentException e) {
            Impact impact = PathRules.leavesTree(path) ? REFUSED_BY_ALL : Impact.REMARK;
            findings.add(here, Rule.PATH, impact, String.valueOf(e.getMessage()));
            return PathRules.normal(path).orElse(null);
        }
    }

    private Optional<ContractReport.ReadProducts> document(
            String name, ItemPath path, JsonPointer place, boolean followed) {
        boolean signed = MaasContract.isSigned(index);
        var ofDocument = new Findings(path.value());
        ServedText.Read read = MaasContract.read(path, signed, documents, ofDocument);
        if (read != null && MaasContract.isSigned(path) != signed) {
            findings.add(
                    place.appendProperty("path"),
                    Rule.PATH,
                    read.signed() == signed ? Impact.REMARK : REFUSED_BY_ALL,
                    "'" + path + "' must be " + (signed ? "" : "un") + "signed as its index is");
        }
        ObjectNode root = read == null ? null : read.root();
        if (root != null) {
            new DocumentValidator(ofDocument).validate(root);
        }
        findings.addAll(followed ? ofDocument.violations() : forNewest(ofDocument.violations()));
        return Optional.ofNullable(root).map(products -> new ContractReport.ReadProducts(path, name, products));
    }

    /** The violations for newer releases only: older releases do not follow these entries. */
    private static List<Violation> forNewest(List<Violation> violations) {
        return violations.stream()
                .filter(violation -> violation.impact().last().compareTo(MaasRelease.V3_8) >= 0)
                .map(violation -> violation.impact().concerns(MaasRelease.V3_7)
                        ? violation.withImpact(new Impact(
                                violation.impact().severity(),
                                MaasRelease.V3_8,
                                violation.impact().last()))
                        : violation)
                .toList();
    }
}
