package io.streammirror.maas;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.simplestreams.ItemPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Checks a tree by what MAAS 3.4 to 3.8 accepts; to MAAS one bad product makes the whole source bad.
 *
 * <p>Signatures are not verified here: this is about form and content, {@code openpgp} about trust.
 */
public final class MaasContract {
    private static final String SIGNED = ".sjson";

    private MaasContract() {}

    /**
     * Checks an index and every document that it names, as MAAS fetches them.
     *
     * @param documents answers the bytes of a document as served, or empty when there is none
     * @return everything that is wrong; empty when MAAS takes the tree
     */
    public static List<Violation> validate(ItemPath index, Function<ItemPath, Optional<byte[]>> documents) {
        return read(index, existing(documents)).violations();
    }

    /**
     * Checks an index and the documents that it names, where some are not for MAAS: of these, and of their entries, only that everybody can
     * read them.
     *
     * @param notForMaas names such documents by their entries
     */
    public static List<Violation> validate(
            ItemPath index, Function<ItemPath, Optional<byte[]>> documents, Predicate<String> notForMaas) {
        return read(index, existing(documents), notForMaas).violations();
    }

    /**
     * Checks what is left of a tree when all that MAAS drops is gone: for what a release would find nothing to import
     * in it, or nothing that boots.
     *
     * @param notForMaas names documents by their entries that MAAS need not use; a tree of such ones alone is not checked
     */
    public static List<Violation> validateUse(
            ItemPath index, Function<ItemPath, Optional<byte[]>> documents, Predicate<String> notForMaas) {
        ContractReport read = read(index, existing(documents), notForMaas);
        return read.products().isEmpty()
                ? List.of()
                : new SourceRules(index, read.products(), read.violations()).validate();
    }

    /** Reads and checks an index and every document that it names, in the order in which MAAS fetches them. */
    public static ContractReport read(ItemPath index, ContractDocuments documents) {
        return read(index, documents, name -> false);
    }

    private static ContractReport read(ItemPath index, ContractDocuments documents, Predicate<String> notForMaas) {
        var findings = new Findings(index.value());
        var products = new ArrayList<ContractReport.ReadProducts>();
        ObjectNode root = document(index, isSigned(index), documents, findings);
        if (root != null) {
            DocumentValidator.requireFormat(root, "index:1.0", findings);
            findings.requireDate(root, JsonPointer.empty());
            ObjectNode entries = findings.requireMembers(root, JsonPointer.empty(), "index");
            if (entries != null) {
                var check = new EntryValidator(index, documents, findings);
                entries.properties().forEach(entry -> {
                    if (notForMaas.test(entry.getKey())) {
                        check.validateForm(entry.getKey(), entry.getValue());
                    } else {
                        check.validate(entry.getKey(), entry.getValue()).ifPresent(products::add);
                    }
                });
            }
        }
        return new ContractReport(index, root, products, findings.violations());
    }

    /** Checks one products document. */
    public static List<Violation> validateProducts(ItemPath path, Function<ItemPath, Optional<byte[]>> documents) {
        var findings = new Findings(path.value());
        ObjectNode root = document(path, isSigned(path), existing(documents), findings);
        if (root != null) {
            new DocumentValidator(findings).validate(root);
        }
        return findings.violations();
    }

    private static ContractDocuments existing(Function<ItemPath, Optional<byte[]>> documents) {
        return path -> documents
                .apply(path)
                .<ContractDocuments.Answer>map(ContractDocuments.Answer.Found::new)
                .orElseGet(() -> new ContractDocuments.Answer.Absent("is named but is not there"));
    }

    /**
     * Checks what a stream keeps of its index entry and of the header of its document when it is published: paths, times and the list of
     * products are the publisher's own.
     */
    public static List<Violation> validateStream(ObjectNode entry, ObjectNode header) {
        var findings = new Findings("");
        ObjectNode kept = entry.deepCopy();
        if (!kept.has("format")) {
            kept.put("format", "products:1.0"); // as it is published
        }
        EntryValidator.keptFields(kept, JsonPointer.empty(), findings);
        new DocumentValidator(findings).header(header);
        return findings.violations();
    }

    /** Checks the fields of one product, not its versions, as one of the shape; pointers begin at the product. */
    public static List<Violation> validateFields(ProductShape shape, ObjectNode product) {
        var findings = new Findings("");
        strictly(shape, findings, validator -> validator.fields(product, JsonPointer.empty()));
        new LibraryProductValidator(product.objectNode(), findings).fields(product, JsonPointer.empty());
        return findings.violations();
    }

    /** Checks one version of a product of the shape, as the newest one; pointers begin at the version. */
    public static List<Violation> validateVersion(ProductShape shape, ObjectNode version) {
        var findings = new Findings("");
        strictly(shape, findings, validator -> validator.version(version, JsonPointer.empty(), true));
        if (ArchivedBootloaders.isVersion(version)) {
            ArchivedBootloaders.refuse(JsonPointer.empty(), findings);
        }
        new LibraryProductValidator(version.objectNode(), findings).version(version, JsonPointer.empty());
        DocumentValidator.versionItems(version, JsonPointer.empty(), true, new ItemRules(findings));
        if (shape == ProductShape.MULTI_FILE && version.path("items").has(ImageKinds.ARCHIVE)) {
            findings.add(
                    JsonPointer.empty().appendProperty("items").appendProperty(ImageKinds.ARCHIVE),
                    Rule.SHAPE,
                    Impact.onNewest(Severity.BREAKS_IMAGE),
                    "stands beside a kernel: where all versions have one, MAAS 3.8 downloads the archives and no kernel");
        }
        return findings.violations();
    }

    /** Checks as MAAS 3.8 does, or as the preview of 4.0 for what that alone reads. */
    private static void strictly(ProductShape shape, Findings findings, Consumer<ProductValidator> check) {
        Findings found = findings.ofSameDocument();
        check.accept(new ProductValidator(shape, found));
        boolean ofPreview = shape == ProductShape.BOOTLOADER_ARCHIVE;
        findings.addAll(ofPreview ? ArchivedBootloaders.forPreview(found.violations()) : found.violations());
    }

    static @Nullable ObjectNode document(
            ItemPath path, boolean signed, ContractDocuments documents, Findings findings) {
        ServedText.Read read = read(path, signed, documents, findings);
        return read == null ? null : read.root();
    }

    /** The document as MAAS reads it, or null when there is none. */
    static ServedText.@Nullable Read read(
            ItemPath path, boolean signed, ContractDocuments documents, Findings findings) {
        ContractDocuments.Answer answer = documents.read(path);
        if (answer instanceof ContractDocuments.Answer.Found found) {
            return new ServedText(findings).read(found.bytes(), signed);
        }
        if (answer instanceof ContractDocuments.Answer.Absent absent) {
            findings.add(JsonPointer.empty(), Rule.DOCUMENT_EXISTS, absent.reason());
        }
        return null;
    }

    static boolean isSigned(ItemPath path) {
        return path.value().endsWith(SIGNED);
    }
}
