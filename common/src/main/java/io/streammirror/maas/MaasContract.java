package io.streammirror.maas;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.simplestreams.ItemPath;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges a tree by what MAAS 3.4 to 3.8 accepts; to MAAS one bad product makes the whole source bad.
 *
 * <p>Signatures are not verified here: this is about form and content, {@code openpgp} about trust.
 */
public final class MaasContract {
    private static final String SIGNED = ".sjson";

    private MaasContract() {}

    /**
     * Judges an index and every document that it names, as MAAS fetches them.
     *
     * @param documents answers the bytes of a document as served, or empty when there is none
     * @return everything that is wrong; empty when MAAS takes the tree
     */
    public static List<Violation> judge(ItemPath index, Function<ItemPath, Optional<byte[]>> documents) {
        var findings = new Findings(index.value());
        ObjectNode root = document(index, documents, findings);
        if (root != null) {
            findings.requireDate(root, JsonPointer.empty());
            ObjectNode entries = findings.requireMembers(root, JsonPointer.empty(), "index");
            if (entries != null) {
                entries.properties()
                        .forEach(entry -> entry(
                                index,
                                entry.getValue(),
                                JsonPointer.empty().appendProperty("index").appendProperty(entry.getKey()),
                                documents,
                                findings));
            }
        }
        return findings.violations();
    }

    private static void entry(
            ItemPath index,
            JsonNode node,
            JsonPointer place,
            Function<ItemPath, Optional<byte[]>> documents,
            Findings findings) {
        if (!(node instanceof ObjectNode entry)) {
            findings.add(place, Rule.FIELD_TYPE, "must be an object");
            return;
        }
        findings.requireDate(entry, place);
        findings.checkDatatype(entry, place);
        if (!entry.path("products").isArray()) {
            findings.add(place, Rule.REQUIRED_FIELD, "has no list 'products'");
        }
        ItemPath path = findings.requirePath(entry, place);
        if (path == null) {
            return;
        }
        if (isSigned(path) != isSigned(index)) {
            findings.add(
                    place.appendProperty("path"),
                    Rule.PATH,
                    "'" + path + "' must be " + (isSigned(index) ? "" : "un") + "signed as its index is");
        }
        findings.addAll(judgeProducts(path, documents));
    }

    /** Judges one products document. */
    public static List<Violation> judgeProducts(ItemPath path, Function<ItemPath, Optional<byte[]>> documents) {
        var findings = new Findings(path.value());
        ObjectNode root = document(path, documents, findings);
        if (root != null) {
            findings.requireText(root, JsonPointer.empty(), "content_id");
            findings.requireText(root, JsonPointer.empty(), "datatype");
            findings.checkDatatype(root, JsonPointer.empty());
            findings.requireDate(root, JsonPointer.empty());
            ObjectNode products = findings.requireMembers(root, JsonPointer.empty(), "products");
            if (products != null) {
                findings.addAll(asBestShape(path, products));
            }
        }
        return findings.violations();
    }

    /** Judges the fields of one product, not its versions, as one of the shape; pointers begin at the product. */
    public static List<Violation> judgeFields(ProductShape shape, ObjectNode product) {
        var findings = new Findings("");
        new ProductJudge(shape, findings).fields(product, JsonPointer.empty());
        return findings.violations();
    }

    /** Judges one version of a product of the shape; pointers begin at the version. */
    public static List<Violation> judgeVersion(ProductShape shape, ObjectNode version) {
        var findings = new Findings("");
        new ProductJudge(shape, findings).version(version, JsonPointer.empty());
        return findings.violations();
    }

    private static List<Violation> asBestShape(ItemPath path, ObjectNode products) {
        List<List<Violation>> readings = Stream.of(ProductShape.values())
                .map(shape -> asShape(path, products, shape))
                .toList();
        return readings.stream().min(Comparator.comparingInt(List::size)).orElseThrow();
    }

    private static List<Violation> asShape(ItemPath path, ObjectNode products, ProductShape shape) {
        var findings = new Findings(path.value());
        var judge = new ProductJudge(shape, findings);
        products.properties().forEach(product -> {
            JsonPointer here = JsonPointer.empty().appendProperty("products").appendProperty(product.getKey());
            if (product.getValue() instanceof ObjectNode object) {
                judge.product(object, here);
            } else {
                findings.add(here, Rule.FIELD_TYPE, "must be an object");
            }
        });
        return findings.violations();
    }

    private static @Nullable ObjectNode document(
            ItemPath path, Function<ItemPath, Optional<byte[]>> documents, Findings findings) {
        Optional<byte[]> bytes = documents.apply(path);
        if (bytes.isEmpty()) {
            findings.add(JsonPointer.empty(), Rule.DOCUMENT_EXISTS, "is named but is not there");
            return null;
        }
        return new ServedText(findings).json(bytes.get(), isSigned(path));
    }

    private static boolean isSigned(ItemPath path) {
        return path.value().endsWith(SIGNED);
    }
}
