package io.streammirror.maas;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.maas.ContractReport.ReadProducts;
import io.streammirror.simplestreams.ItemPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules for the whole source: without an image, or without a bootloader, it is of no use. */
final class SourceRules {
    /** Rules whose violation makes a reader skip a product, and not only one of its files. */
    private static final Set<Rule> OF_PRODUCTS = Set.of(
            Rule.BOOTLOADER_KIND, Rule.FIELD_TYPE, Rule.FORMAT, Rule.NOT_EMPTY, Rule.PRODUCT_NAME, Rule.REQUIRED_FIELD);

    private static final JsonPointer INDEX = JsonPointer.empty().appendProperty("index");

    private final ItemPath index;
    private final List<ReadProducts> documents;
    private final List<Violation> known;

    SourceRules(ItemPath index, List<ReadProducts> documents, List<Violation> known) {
        this.index = index;
        this.documents = documents;
        this.known = known;
    }

    /** Nothing of readers that refuse the source anyway. */
    List<Violation> validate() {
        var findings = new Findings(index.value());
        validate(MaasRelease.V3_7, Impact.onLibrary(Severity.BREAKS_SOURCE), findings);
        validate(MaasRelease.V3_8, new Impact(Severity.BREAKS_SOURCE, MaasRelease.V3_8, MaasRelease.V3_8), findings);
        validate(MaasRelease.V4_0, Impact.onPreview(Severity.BREAKS_SOURCE), findings);
        return findings.violations();
    }

    private void validate(MaasRelease release, Impact refused, Findings findings) {
        boolean fails = known.stream()
                .map(Violation::impact)
                .anyMatch(impact -> impact.severity() == Severity.BREAKS_SOURCE && impact.concerns(release));
        if (fails) {
            return;
        }
        Set<String> lost = lost(release);
        List<ObjectNode> products = new ArrayList<>();
        documents.forEach(document -> document.products().forEach((name, product) -> {
            if (!lost.contains(key(document.path().value(), "/products/" + escaped(name)))) {
                products.add(product);
            }
        }));
        boolean images = products.stream().anyMatch(product -> product.has("release"));
        boolean loaders = products.stream().anyMatch(product -> isUsedBootloader(product, release));
        Impact partly = new Impact(Severity.BREAKS_IMAGE, refused.first(), refused.last());
        if (!images && !loaders) {
            findings.add(INDEX, Rule.NOT_EMPTY, refused, "lists nothing that MAAS would import");
        } else if (!images) {
            findings.add(
                    INDEX,
                    Rule.IMAGES,
                    release.compareTo(MaasRelease.V3_8) >= 0 ? refused : partly,
                    "has bootloaders but no images, so that nothing can be selected from it");
        } else if (!loaders) {
            findings.add(
                    INDEX,
                    Rule.BOOTLOADERS,
                    partly,
                    "has images but no bootloaders: from this source alone MAAS cannot boot machines");
        }
    }

    private static boolean isUsedBootloader(ObjectNode product, MaasRelease release) {
        if (ArchivedBootloaders.isOne(product)) {
            return release.compareTo(MaasRelease.V4_0) >= 0;
        }
        return SupportedProducts.isUsedBootloader(
                product.path("bootloader-type").asText(),
                product.path("os").asText(),
                product.path("arch").asText());
    }

    /** The products that the release does not take. */
    private Set<String> lost(MaasRelease release) {
        var lost = new HashSet<String>();
        known.stream()
                .filter(violation -> OF_PRODUCTS.contains(violation.rule())
                        && violation.impact().severity() == Severity.BREAKS_IMAGE
                        && violation.impact().concerns(release))
                .forEach(violation -> {
                    String[] parts = violation.pointer().split("/", -1);
                    if (parts.length > 2) {
                        lost.add(key(violation.document(), "/" + parts[1] + "/" + parts[2]));
                    }
                    if (violation.rule() == Rule.FORMAT && parts.length > 2 && parts[1].equals("index")) {
                        documents.stream()
                                .filter(document -> escaped(document.entry()).equals(parts[2]))
                                .forEach(document -> document.products()
                                        .keySet()
                                        .forEach(name ->
                                                lost.add(key(document.path().value(), "/products/" + escaped(name)))));
                    }
                });
        return lost;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String key(String document, String pointer) {
        return document + " " + pointer;
    }
}
