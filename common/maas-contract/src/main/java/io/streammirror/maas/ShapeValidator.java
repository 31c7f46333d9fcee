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

/** Finds out what the products of a document are meant to be, and judges each as that; MAAS 3.8 wants all of one kind. */
final class ShapeValidator {
    private static final Set<String> OF_MULTI_FILE = Set.of("boot-initrd", "boot-kernel", "root-image.gz", "squashfs");

    private final Findings findings;

    ShapeValidator(Findings findings) {
        this.findings = findings;
    }

    void judge(ObjectNode products) {
        JsonPointer holder = JsonPointer.empty().appendProperty("products");
        var names = new EnumMap<ProductShape, List<String>>(ProductShape.class);
        products.properties().forEach(product -> {
            JsonPointer here = holder.appendProperty(product.getKey());
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
                                                + ", of which MAAS 3.8 reads none: one of it spoils the source"));
            } else {
                findings.add(here, Rule.FIELD_TYPE, "must be an object");
            }
        });
        if (names.size() > 1) {
            findings.add(holder, Rule.SHAPE, "are of several kinds: " + counted(names));
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
        if (items.contains("root-tgz")) {
            return Optional.of(ProductShape.SINGLE_FILE);
        }
        boolean saysNothing = items.isEmpty() && product.has("release");
        return saysNothing || items.stream().anyMatch(OF_MULTI_FILE::contains)
                ? Optional.of(ProductShape.MULTI_FILE)
                : Optional.empty();
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
