package io.streammirror.maas;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.simplestreams.ItemPath;
import java.util.List;
import java.util.Optional;

/** Judges the entries of an index, and the documents that they name. */
final class EntryValidator {
    private static final String PRODUCTS = "products:1.0";

    private final ItemPath index;
    private final ContractDocuments documents;
    private final Findings findings;

    EntryValidator(ItemPath index, ContractDocuments documents, Findings findings) {
        this.index = index;
        this.documents = documents;
        this.findings = findings;
    }

    /** Judges an entry; answers the products that could be read. */
    List<ContractReport.ReadProducts> judge(String name, JsonNode node) {
        JsonPointer place = JsonPointer.empty().appendProperty("index").appendProperty(name);
        if (!(node instanceof ObjectNode entry)) {
            findings.add(place, Rule.FIELD_TYPE, "must be an object");
            return List.of();
        }
        findings.requireDate(entry, place);
        findings.checkDatatype(entry, place);
        if (!entry.path("products").isArray()) {
            findings.add(place, Rule.REQUIRED_FIELD, "has no list 'products'");
        }
        ItemPath path = findings.requirePath(entry, place, Severity.BREAKS_SOURCE);
        return path == null || !isRead(entry, place)
                ? List.of()
                : products(name, path, place).stream().toList();
    }

    /** Judges an entry that is not for MAAS: its document is there, is one signed block where it should be, and is JSON. */
    void judgeForm(String name, JsonNode node) {
        JsonPointer place = JsonPointer.empty().appendProperty("index").appendProperty(name);
        if (!(node instanceof ObjectNode entry)) {
            findings.add(place, Rule.FIELD_TYPE, "must be an object");
            return;
        }
        ItemPath path = findings.requirePath(entry, place, Severity.BREAKS_SOURCE);
        if (path != null) {
            var ofDocument = new Findings(path.value());
            MaasContract.document(path, documents, ofDocument);
            findings.addAll(ofDocument.violations());
        }
    }

    /** Whether the entry is one of products; the older readers pass over others, MAAS 3.8 stumbles. */
    private boolean isRead(ObjectNode entry, JsonPointer place) {
        JsonNode format = entry.path("format");
        if (format.isMissingNode()) {
            findings.add(
                    place,
                    Rule.FORMAT,
                    Impact.onLibrary(Severity.BREAKS_IMAGE),
                    "has no 'format', so that these releases ignore its products");
            return true;
        }
        if (!format.asText().equals(PRODUCTS)) {
            findings.add(
                    place.appendProperty("format"),
                    Rule.FORMAT,
                    Impact.onNewest(Severity.BREAKS_SOURCE),
                    "'" + format.asText() + "': MAAS reads every document of an index as '" + PRODUCTS + "'");
            return false;
        }
        return true;
    }

    private Optional<ContractReport.ReadProducts> products(String name, ItemPath path, JsonPointer place) {
        if (MaasContract.isSigned(path) != MaasContract.isSigned(index)) {
            findings.add(
                    place.appendProperty("path"),
                    Rule.PATH,
                    "'" + path + "' must be " + (MaasContract.isSigned(index) ? "" : "un") + "signed as its index is");
        }
        var ofDocument = new Findings(path.value());
        ObjectNode root = MaasContract.readProducts(path, documents, ofDocument);
        findings.addAll(ofDocument.violations());
        return Optional.ofNullable(root).map(read -> new ContractReport.ReadProducts(path, name, read));
    }
}
