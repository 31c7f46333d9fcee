package io.streammirror.maas;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.maas.ContractReport.ReadProducts;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Products and items that MAAS reads without an error and then does not use. */
final class IgnoredProducts {
    private static final Impact LOST_TO_LIBRARY = Impact.onLibrary(Severity.BREAKS_IMAGE);
    private static final Impact LOST_TO_NEWEST = Impact.onNewest(Severity.BREAKS_IMAGE);
    private static final Impact LOST_TO_ALL = Impact.onAll(Severity.BREAKS_IMAGE);

    private final Findings findings;

    private IgnoredProducts(Findings findings) {
        this.findings = findings;
    }

    static List<Violation> in(ReadProducts document) {
        var findings = new Findings(document.path().value());
        var ignored = new IgnoredProducts(findings);
        JsonPointer holder = JsonPointer.empty().appendProperty("products");
        document.products().forEach((name, product) -> {
            JsonPointer here = holder.appendProperty(name);
            if (ArchivedBootloaders.isOne(product)) {
                return; // A fault of its shape, for all but the preview.
            }
            if (product.has("bootloader-type")) {
                ignored.bootloader(name, product, here);
            } else {
                ignored.image(name, product, here);
            }
        });
        return findings.violations();
    }

    private void bootloader(String name, ObjectNode product, JsonPointer place) {
        if (!SupportedProducts.isBootloaderName(name)) {
            findings.add(
                    place, Rule.PRODUCT_NAME, LOST_TO_ALL, "has no ':1:' in its name, so MAAS ignores the product");
        } else if (name.contains(":1:1:")) {
            findings.add(place, Rule.PRODUCT_NAME, LOST_TO_NEWEST, "has ':1:1:' in its name where ':1:' belongs");
        }
        String type = product.path("bootloader-type").asText();
        String os = product.path("os").asText();
        // Upstream itself has pxelinux for amd64, which MAAS passes over.
        if (!SupportedProducts.isKnownBootloader(type, os)) {
            findings.add(
                    place,
                    Rule.BOOTLOADER_KIND,
                    LOST_TO_ALL,
                    "is '" + os + "' of type '" + type + "', which MAAS does not use");
        }
    }

    private void image(String name, ObjectNode product, JsonPointer place) {
        String os = product.path("os").asText();
        if (!SupportedProducts.isUbuntuName(name)) {
            boolean ubuntu = os.toLowerCase(Locale.ROOT).contains("ubuntu");
            boolean multiFile = hasItem(product, "boot-kernel");
            if (ubuntu || multiFile) {
                findings.add(
                        place,
                        Rule.PRODUCT_NAME,
                        ubuntu && multiFile ? LOST_TO_ALL : ubuntu ? LOST_TO_LIBRARY : LOST_TO_NEWEST,
                        "has no ':v2:' or ':v3:' in its name, so MAAS ignores the product");
            }
        }
        if (os.equals("custom")) {
            findings.add(
                    place.appendProperty("os"),
                    Rule.CUSTOM_OS,
                    "is 'custom': MAAS imports the image and then cannot deploy it");
        }
        if (hasItem(product, ImageKinds.DEVICE_TREE)) {
            findings.add(
                    place,
                    Rule.IGNORED_ITEM,
                    "has a " + ImageKinds.DEVICE_TREE
                            + ", which MAAS 3.8 never downloads: machines that need it do not boot");
        }
    }

    private static boolean hasItem(ObjectNode product, String item) {
        Map<String, ObjectNode> versions = Members.of(product, "versions");
        return Versions.newest(versions.keySet())
                .map(versions::get)
                .filter(version -> version.path("items").has(item))
                .isPresent();
    }
}
