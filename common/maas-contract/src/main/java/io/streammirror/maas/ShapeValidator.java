package io.streammirror.maas;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds out as what MAAS 3.8 reads the products of a document, and checks them as that.
 *
 * <p>It tries the three shapes of MAAS 3.8; the last one that fits the whole document counts. Where none fits, each product is checked as
 * what it is meant to be. The bootloaders of MAAS 4.0 are known by their item.
 */
final class ShapeValidator {
    private static final JsonPointer HOLDER = JsonPointer.empty().appendProperty("products");
    private static final List<ProductShape> READ_BY_3_8 =
            List.of(ProductShape.BOOTLOADER, ProductShape.MULTI_FILE, ProductShape.SINGLE_FILE);
    private static final Set<String> OF_MULTI_FILE = Set.of("boot-initrd", "boot-kernel", "root-image.gz", "squashfs");

    private final Findings findings;

    ShapeValidator(Findings findings) {
        this.findings = findings;
    }

    void validate(ObjectNode products) {
        if (ArchivedBootloaders.isAll(products)) {
            ArchivedBootloaders.refuse(HOLDER, findings);
            Findings ofPreview = findings.ofSameDocument();
            new ShapeValidator(ofPreview).validate(products, ProductShape.BOOTLOADER_ARCHIVE);
            findings.addAll(ArchivedBootloaders.forPreview(ofPreview.violations()));
            return;
        }
        List<ProductShape> fitting =
                READ_BY_3_8.stream().filter(shape -> fits(products, shape)).toList();
        if (fitting.isEmpty()) {
            validateEach(products);
            return;
        }
        ProductShape read = fitting.get(fitting.size() - 1);
        validate(products, read);
        if (fitting.contains(ProductShape.MULTI_FILE) && read == ProductShape.SINGLE_FILE) {
            findings.add(
                    HOLDER,
                    Rule.SHAPE,
                    Impact.onNewest(Severity.BREAKS_IMAGE),
                    "have root-tgz in every version: MAAS 3.8 downloads these archives and no kernel");
        }
    }

    private void validate(ObjectNode products, ProductShape shape) {
        var validator = new ProductValidator(shape, findings);
        products.properties()
                .forEach(product ->
                        validator.product((ObjectNode) product.getValue(), HOLDER.appendProperty(product.getKey())));
    }

    /** Stops at the first product that does not fit. */
    private static boolean fits(ObjectNode products, ProductShape shape) {
        return products.properties().stream().allMatch(product -> {
            var scratch = new Findings("");
            if (product.getValue() instanceof ObjectNode object) {
                new ProductValidator(shape, scratch).product(object, HOLDER);
                return !scratch.breakNewest();
            }
            return false;
        });
    }

    private void validateEach(ObjectNode products) {
        var names = new EnumMap<ProductShape, List<String>>(ProductShape.class);
        products.properties().forEach(product -> {
            JsonPointer here = HOLDER.appendProperty(product.getKey());
            if (product.getValue() instanceof ObjectNode object) {
                shapeOf(object)
                        .ifPresentOrElse(
                                shape -> {
                                    names.computeIfAbsent(shape, first -> new ArrayList<>())
                                            .add(product.getKey());
                                    new ProductValidator(shape, findings).product(object, here);
                                },
                                () -> findings.add(
                                        here,
                                        Rule.SHAPE,
                                        "is " + kindOf(product.getKey(), object)
                                                + ", which MAAS 3.8 does not read: it refuses the whole source"));
            } else {
                findings.add(here, Rule.FIELD_TYPE, Impact.onAll(Severity.BREAKS_SOURCE), "must be an object");
            }
        });
        if (names.size() > 1) {
            findings.add(HOLDER, Rule.SHAPE, "are of several kinds: " + counted(names));
        }
    }

    private static String counted(Map<ProductShape, List<String>> names) {
        return names.entrySet().stream()
                .map(shape -> shape.getValue().size() + " of " + shape.getKey() + ", such as '"
                        + shape.getValue().get(0) + "'")
                .collect(Collectors.joining("; "));
    }

    /** Empty when the items are those of no shape that MAAS 3.8 knows. */
    private static Optional<ProductShape> shapeOf(ObjectNode product) {
        Set<String> items = itemNames(product);
        if (product.has("bootloader-type")
                || items.stream().anyMatch(RequiredFields.of(ProductShape.BOOTLOADER)::includesItem)) {
            return Optional.of(ProductShape.BOOTLOADER);
        }
        if (items.stream().anyMatch(OF_MULTI_FILE::contains)) {
            return Optional.of(ProductShape.MULTI_FILE);
        }
        if (items.contains("root-tgz")) {
            return Optional.of(ProductShape.SINGLE_FILE);
        }
        return items.isEmpty() && product.has("release") ? Optional.of(ProductShape.MULTI_FILE) : Optional.empty();
    }

    private static Set<String> itemNames(ObjectNode product) {
        return Members.of(product, "versions").values().stream()
                .flatMap(version -> version.path("items").properties().stream())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String kindOf(String name, ObjectNode product) {
        if (name.contains(":v4:") || product.path("os").asText().equals("ubuntu-core")) {
            return "a product of Ubuntu Core";
        }
        String kinds = Members.of(product, "versions").values().stream()
                .flatMap(version -> Members.of(version, "items").values().stream())
                .map(item -> textOf(item.path("ftype")))
                .filter(ftype -> ftype != null && !ftype.isEmpty())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return kinds.isEmpty() ? "no bootloader and no image" : "a product of kind '" + kinds + "'";
    }

    private static @Nullable String textOf(JsonNode node) {
        return node.isTextual() ? node.textValue() : null;
    }
}
