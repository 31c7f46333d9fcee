package io.streammirror.maas;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * The second stream of bootloaders in a draft of MAAS 4.0 (canonical/maas, pull request 230): one archive for each product, whose file for
 * DHCP has the name {@code primary_file}.
 */
public final class ArchivedBootloaders {
    static final String ITEM = "bootloader-tarball";

    /** Kinds of archives that the draft names. */
    private static final Set<String> FILE_TYPES = Set.of("archive.tar.gz", "archive.tar.xz");

    private static final Impact REFUSED_BY_STRICT_READER =
            new Impact(Severity.BREAKS_SOURCE, MaasRelease.V3_8, MaasRelease.V3_8);

    private ArchivedBootloaders() {}

    static boolean isKnownFileType(String ftype) {
        return FILE_TYPES.contains(ftype);
    }

    /** Whether all products of a document are of this kind. */
    static boolean isAll(ObjectNode products) {
        return products.properties().stream().allMatch(product -> isOne(product.getValue()));
    }

    /** Whether each version of a product has the archive, and none a bootloader that other releases read. */
    static boolean isOne(JsonNode product) {
        var versions = product.path("versions").properties();
        return !versions.isEmpty() && versions.stream().allMatch(version -> isVersion(version.getValue()));
    }

    /** Whether a version is of this kind, in the form in which it is published. */
    public static boolean isVersion(JsonNode version) {
        JsonNode items = version.path("items");
        return items.has(ITEM)
                && items.properties().stream()
                        .map(item -> item.getKey())
                        .noneMatch(RequiredFields.of(ProductShape.BOOTLOADER)::includesItem);
    }

    /** The objections of the preview alone, to content that no other release reads. */
    static List<Violation> forPreview(List<Violation> violations) {
        Impact preview = Impact.onPreview(Severity.BREAKS_SOURCE);
        return violations.stream()
                .map(violation -> violation.withImpact(violation.impact().limitedTo(preview)))
                .toList();
    }

    /** What the releases before 4.0 do with a product or version of this kind. */
    static void refuse(JsonPointer place, Findings findings) {
        findings.add(
                place,
                Rule.SHAPE,
                REFUSED_BY_STRICT_READER,
                "is of the bootloaders of MAAS 4.0: MAAS 3.8 refuses the whole source");
        findings.add(
                place,
                Rule.SHAPE,
                Impact.onLibrary(Severity.BREAKS_IMAGE),
                "is of the bootloaders of MAAS 4.0: these releases pass over it");
    }
}
