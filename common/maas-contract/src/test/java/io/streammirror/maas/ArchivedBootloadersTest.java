package io.streammirror.maas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The second stream of bootloaders, which only the preview of MAAS 4.0 reads. */
class ArchivedBootloadersTest {
    private static final String NAME = "com.example.maas.stable:2:custom.jammy:uefi:amd64";
    private static final MaasProfile PREVIEW = new MaasProfile(MaasRelease.V4_0, MaasRelease.V4_0);

    private final ContractTree tree = new ContractTree();
    private final ObjectNode product = archived();

    @Test
    void shouldFitPreviewAloneWhenTheyStandBesideOtherBootloaders() {
        addStream();

        ContractReport report = tree.read();

        assertThat(report.violations()).noneMatch(PREVIEW::isBrokenBy);
        assertThat(severities(report, MaasRelease.V3_8)).contains(Severity.BREAKS_SOURCE);
        assertThat(severities(report, MaasRelease.V3_7))
                .contains(Severity.BREAKS_IMAGE)
                .doesNotContain(Severity.BREAKS_SOURCE);
    }

    @Test
    void shouldBootMachinesOfThePreviewWhenThereAreNoOthers() {
        addStream();
        tree.object("index", "/index").remove("com.example.maas:stable:1:bootloader-download");

        assertThat(tree.read().violations()).noneMatch(PREVIEW::isBrokenBy);
        assertThat(tree.read().violations())
                .filteredOn(violation -> violation.rule() == Rule.BOOTLOADERS)
                .extracting(Violation::impact)
                .containsExactly(Impact.onLibrary(Severity.BREAKS_IMAGE));
    }

    @ParameterizedTest
    @CsvSource({
        "'', name, required-field",
        "'', primary_file, required-field",
        "'', bootloader-type, required-field",
        "/versions/v1/items/bootloader-tarball, sha256, required-field",
        "/versions/v1/items/bootloader-tarball, size, size"
    })
    void shouldNameMissingFieldOfThePreviewOnly(String holder, String field, String rule) {
        ((ObjectNode) product.at(holder)).remove(field);
        addStream();

        assertThat(tree.read().violations())
                .filteredOn(PREVIEW::isBrokenBy)
                .filteredOn(violation -> violation.rule() != Rule.SHAPE)
                .isNotEmpty()
                .allSatisfy(violation -> assertThat(violation.rule().id()).isEqualTo(rule));
    }

    @Test
    void shouldKnowBothKindsOfArchives() {
        for (String ftype : List.of("archive.tar.gz", "archive.tar.xz")) {
            item().put("ftype", ftype);
            assertThat(problems(PREVIEW)).as(ftype).isEmpty();
        }
        item().put("ftype", "archive.zip");
        assertThat(problems(PREVIEW)).singleElement().satisfies(violation -> assertThat(violation.rule())
                .isEqualTo(Rule.FILE_TYPE));
    }

    @ParameterizedTest
    @CsvSource({"3.4, 3.8", "3.4, 3.7", "3.8, 4.0", "3.5, 4.0"})
    void shouldFitNoRangeThatBeginsBeforeThePreview(String oldest, String newest) {
        MaasProfile profile = MaasProfile.between(oldest, newest);

        assertThat(problems(profile)).isNotEmpty();
    }

    private List<Violation> problems(MaasProfile profile) {
        return MaasContract.validateVersion(ProductShape.BOOTLOADER_ARCHIVE, (ObjectNode) product.at("/versions/v1"))
                .stream()
                .filter(profile::isBrokenBy)
                .toList();
    }

    private static List<Severity> severities(ContractReport report, MaasRelease release) {
        return report.violations().stream()
                .map(Violation::impact)
                .filter(impact -> impact.concerns(release))
                .map(Impact::severity)
                .toList();
    }

    private ObjectNode item() {
        return (ObjectNode) product.at("/versions/v1/items/bootloader-tarball");
    }

    private static ObjectNode archived() {
        ObjectNode product = JsonNodeFactory.instance.objectNode();
        product.put("arch", "amd64")
                .put("arches", "amd64")
                .put("bootloader-type", "uefi")
                .put("label", "stable")
                .put("name", "custom/jammy")
                .put("os", "custom-vendor")
                .put("primary_file", "shimx64.efi");
        product.withObject("/versions/v1/items/bootloader-tarball")
                .put("ftype", "archive.tar.gz")
                .put("path", "bootloaders/custom/1/bootloader.tar.gz")
                .put("sha256", "ab".repeat(32))
                .put("size", 12);
        return product;
    }

    private void addStream() {
        String id = "com.example.maas:stable:2:bootloader-download";
        ObjectNode document = tree.object("bootloaders", "").deepCopy();
        document.put("content_id", id);
        document.putObject("products").set(NAME, product);
        tree.put("archives", document);
        ObjectNode entry = tree.object("index", ContractTree.ENTRY).deepCopy();
        entry.put("path", "streams/v1/archives.json").putArray("products").add(NAME);
        tree.set("index", "/index/" + id, entry);
    }
}
