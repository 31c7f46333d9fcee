package io.streammirror.maas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import io.streammirror.simplestreams.ItemPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MaasContractTest {
    private static final ItemPath INDEX = new ItemPath("streams/v1/index.json");
    private static final String UBUNTU = "/products/com.example.maas.stable:v3:boot:22.04:amd64:ga-22.04";
    private static final String KERNEL = UBUNTU + "/versions/20250711/items/boot-kernel";
    private static final String LOADER = "/products/com.example.maas.stable:1:grub-efi-signed:uefi:amd64";
    private static final String ENTRY = "/index/com.example.maas:stable:v3:download";

    private final Map<ItemPath, ObjectNode> tree = new HashMap<>();

    @BeforeEach
    void readTree() throws IOException {
        for (String name : List.of("index", "ubuntu", "centos", "bootloaders")) {
            try (InputStream json = MaasContractTest.class.getResourceAsStream(name + ".json")) {
                tree.put(path(name), (ObjectNode) Json.parse(json.readAllBytes()));
            }
        }
    }

    @Test
    void shouldAcceptTreeOfAllThreeShapes() {
        assertThat(violations()).isEmpty();
    }

    @Test
    void shouldCheckOnlyFormWhenDocumentIsNotForMaas() {
        object("ubuntu", "").remove("products");
        object("ubuntu", "").put("datatype", "images");
        object("centos", "").put("datatype", "images");
        String entry = ENTRY.substring("/index/".length());
        object("index", ENTRY).put("datatype", "images").remove("products");

        assertThat(MaasContract.validate(INDEX, this::document, entry::equals))
                .as("what is not MAAS's is passed over, the rest is not")
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.rule()).isEqualTo(Rule.DATATYPE);
                    assertThat(violation.document()).isEqualTo("streams/v1/centos.json");
                });

        object("index", ENTRY).put("path", "streams/v1/x.json");
        assertThat(MaasContract.validate(INDEX, this::document, entry::equals))
                .extracting(Violation::rule)
                .contains(Rule.DOCUMENT_EXISTS);
    }

    static Stream<Arguments> defects() {
        return Stream.of(
                argumentSet("index without time", "index", "", "updated", "null", Rule.FIELD_TYPE),
                argumentSet("time without zone", "index", "", "updated", "\"Thu, 24 Jul 2025 08:01:49\"", Rule.DATE),
                argumentSet("time in GMT", "ubuntu", "", "updated", "\"Thu, 24 Jul 2025 08:01:49 GMT\"", Rule.DATE),
                argumentSet("format of the index", "index", "", "format", "\"index:2.0\"", Rule.FORMAT),
                argumentSet("format of products", "ubuntu", "", "format", "\"products:2.0\"", Rule.FORMAT),
                argumentSet("entry of another format", "index", ENTRY, "format", "\"products:2.0\"", Rule.FORMAT),
                argumentSet("empty index", "index", "", "index", "{}", Rule.NOT_EMPTY),
                argumentSet("entry without product list", "index", ENTRY, "products", "{}", Rule.REQUIRED_FIELD),
                argumentSet("entry time", "index", ENTRY, "updated", "\"yesterday\"", Rule.DATE),
                argumentSet("entry datatype", "index", ENTRY, "datatype", "\"images\"", Rule.DATATYPE),
                argumentSet("absolute path", "index", ENTRY, "path", "\"/streams/v1/ubuntu.json\"", Rule.PATH),
                argumentSet("missing document", "index", ENTRY, "path", "\"streams/v1/x.json\"", Rule.DOCUMENT_EXISTS),
                argumentSet("no products", "ubuntu", "", "products", "{}", Rule.NOT_EMPTY),
                argumentSet("document datatype", "ubuntu", "", "datatype", "\"images\"", Rule.DATATYPE),
                argumentSet("content id", "ubuntu", "", "content_id", "7", Rule.FIELD_TYPE),
                argumentSet("label", "ubuntu", UBUNTU, "label", "null", Rule.FIELD_TYPE),
                argumentSet("numeric version", "ubuntu", UBUNTU, "version", "22.04", Rule.FIELD_TYPE),
                argumentSet("kernel flavour", "ubuntu", UBUNTU, "kflavor", "[]", Rule.FIELD_TYPE),
                argumentSet("end of life", "ubuntu", UBUNTU, "support_eol", "\"April 2027\"", Rule.DATE),
                argumentSet("no versions", "ubuntu", UBUNTU, "versions", "{}", Rule.NOT_EMPTY),
                argumentSet("size as text", "ubuntu", KERNEL, "size", "\"110\"", Rule.SIZE),
                argumentSet("negative size", "ubuntu", KERNEL, "size", "-1", Rule.SIZE),
                argumentSet("upper-case sha256", "ubuntu", KERNEL, "sha256", "\"" + "A".repeat(64) + "\"", Rule.SHA256),
                argumentSet("path upwards", "ubuntu", KERNEL, "path", "\"../boot-kernel\"", Rule.PATH),
                argumentSet("path of a document", "ubuntu", KERNEL, "path", "\"streams/v1/index.json\"", Rule.PATH),
                argumentSet("kind of file", "ubuntu", KERNEL, "ftype", "null", Rule.FIELD_TYPE),
                argumentSet(
                        "source of a bootloader",
                        "bootloaders",
                        LOADER + "/versions/20231004.0/items/shim-signed",
                        "src_version",
                        "null",
                        Rule.FIELD_TYPE));
    }

    @ParameterizedTest
    @MethodSource("defects")
    void shouldNameRuleWhenFieldIsWrong(String document, String object, String field, String value, Rule rule)
            throws IOException {
        object(document, object).set(field, Json.parse(value.getBytes(StandardCharsets.UTF_8)));

        assertThat(violations()).isNotEmpty().extracting(Violation::rule).containsOnly(rule);
    }

    @Test
    void shouldDemandAllItemsOfShapeInOldVersionsToo() {
        object("ubuntu", UBUNTU + "/versions/20250711/items").remove("manifest");

        assertThat(violations())
                .containsExactly(new Violation(
                        "streams/v1/ubuntu.json",
                        UBUNTU + "/versions/20250711/items",
                        Rule.ITEM_SET,
                        "lacks manifest"));
    }

    @Test
    void shouldAcceptEitherRootFileSystem() {
        ObjectNode items = object("ubuntu", UBUNTU + "/versions/20250711/items");
        JsonNode squashfs = items.remove("squashfs");

        assertThat(violations()).extracting(Violation::message).containsExactly("lacks root-image.gz or squashfs");

        items.set("root-image.gz", squashfs);
        assertThat(violations()).isEmpty();
    }

    @Test
    void shouldIgnoreFieldsAndItemsThatMaasDoesNotKnow() {
        ObjectNode items = object("ubuntu", UBUNTU + "/versions/20250711/items");
        items.putObject("notes").put("release_notification", "é");
        object("ubuntu", "").put("license", "free");

        assertThat(violations()).isEmpty();
    }

    @Test
    void shouldRefuseProductsOfTwoShapesInOneDocument() {
        ObjectNode products = object("ubuntu", "/products");
        products.setAll(object("centos", "/products"));

        assertThat(violations()).singleElement().satisfies(violation -> {
            assertThat(violation.document()).isEqualTo("streams/v1/ubuntu.json");
            assertThat(violation.rule()).isEqualTo(Rule.SHAPE);
            assertThat(violation.message()).contains("Ubuntu images", "images in one archive");
        });
    }

    @Test
    void shouldNameKindOfProductThatOnlyNewestRefuses() {
        ObjectNode items = object("ubuntu", UBUNTU + "/versions/20250711/items");
        object("ubuntu", UBUNTU + "/versions").remove("20250718");
        items.removeAll();
        items.putObject("notice").put("ftype", "notifications").putObject("release_notification");

        assertThat(violations()).singleElement().satisfies(violation -> {
            assertThat(violation.rule()).isEqualTo(Rule.SHAPE);
            assertThat(violation.message()).contains("notifications");
            assertThat(violation.impact().releases()).containsExactly(MaasRelease.V3_8, MaasRelease.V4_0);
        });
    }

    @Test
    void shouldBlameAllReleasesWhenFieldIsNeededByAll() {
        object("ubuntu", UBUNTU).remove("label");
        object("ubuntu", UBUNTU).remove("release_title");

        assertThat(violations())
                .extracting(violation -> violation.impact().first())
                .containsExactly(MaasRelease.V3_4, MaasRelease.V3_8);
    }

    static Stream<Arguments> warnings() {
        return Stream.of(
                argumentSet("product list", "index", ENTRY, "products", "[\"gone\"]", Rule.PRODUCT_LIST),
                argumentSet("content id", "ubuntu", "", "content_id", "\"com.example:other\"", Rule.CONTENT_ID),
                argumentSet(
                        "one path, two contents",
                        "ubuntu",
                        KERNEL,
                        "path",
                        "\"jammy/amd64/20250718/squashfs\"",
                        Rule.SAME_PATH));
    }

    @ParameterizedTest
    @MethodSource("warnings")
    void shouldReportWarningButNoViolationWhenMaasReadsAnotherMeaning(
            String document, String object, String field, String value, Rule rule) throws IOException {
        object(document, object).set(field, Json.parse(value.getBytes(StandardCharsets.UTF_8)));

        ContractReport report = read();

        assertThat(report.violations()).extracting(Violation::rule).doesNotContain(rule);
        assertThat(report.withWarnings().violations())
                .extracting(Violation::rule)
                .contains(rule);
    }

    @Test
    void shouldReportVersionThatSortsWrongAsText() {
        ObjectNode versions = object("ubuntu", UBUNTU + "/versions");
        versions.set("9", versions.remove("20250711"));

        assertThat(read().withWarnings().violations()).singleElement().satisfies(warning -> {
            assertThat(warning.rule()).isEqualTo(Rule.VERSION_ORDER);
            assertThat(warning.message()).contains("takes '9'", "not '20250718'");
        });
    }

    @Test
    void shouldReportProductNameThatMaasIgnores() {
        ObjectNode products = object("ubuntu", "/products");
        products.set("com.example.maas:jammy", products.remove(UBUNTU.substring("/products/".length())));

        assertThat(read().withWarnings().violations())
                .extracting(Violation::rule)
                .contains(Rule.PRODUCT_NAME);
    }

    @ParameterizedTest
    @CsvSource({"com.example:1:1:grub, V3_8", "com.example:grub, V3_4"})
    void shouldReportBootloaderNameThatMaasIgnores(String name, MaasRelease first) {
        ObjectNode products = object("bootloaders", "/products");
        String before = products.fieldNames().next();
        products.set(name, products.remove(before));

        assertThat(read().withSurprises().violations())
                .filteredOn(violation -> violation.rule() == Rule.PRODUCT_NAME)
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.pointer()).isEqualTo("/products/" + name);
                    assertThat(violation.impact().severity()).isEqualTo(Severity.BREAKS_IMAGE);
                    assertThat(violation.impact().first()).isEqualTo(first);
                });
    }

    @Test
    void shouldReportTwoLabelsOfOneImage() {
        ObjectNode products = object("ubuntu", "/products");
        ObjectNode other = object("ubuntu", UBUNTU).deepCopy();
        products.set("com.example.maas.candidate:v3:boot:22.04:amd64:ga-22.04", other.put("label", "candidate"));

        assertThat(read().withWarnings().violations())
                .extracting(Violation::rule)
                .contains(Rule.LABELS);
    }

    @Test
    void shouldReportNoWarningWhenTreeIsGood() {
        assertThat(read().withWarnings().violations()).isEmpty();
    }

    private ContractReport read() {
        return MaasContract.read(INDEX, path -> document(path)
                .<ContractDocuments.Answer>map(ContractDocuments.Answer.Found::new)
                .orElseGet(() -> new ContractDocuments.Answer.Absent("is not there")));
    }

    @Test
    void shouldRefuseUnsignedDocumentsOfSignedIndex() {
        byte[] signed =
                SignedDocumentsTest.signed(new String(Json.pretty(tree.get(path("index"))), StandardCharsets.UTF_8));
        var index = new ItemPath("streams/v1/index.sjson");

        List<Violation> violations =
                MaasContract.validate(index, path -> path.equals(index) ? Optional.of(signed) : document(path));

        assertThat(violations)
                .filteredOn(violation -> violation.rule() == Rule.PATH)
                .hasSize(3)
                .allSatisfy(
                        violation -> assertThat(violation.impact()).isEqualTo(Impact.onAll(Severity.BREAKS_SOURCE)));
    }

    @Test
    void shouldReadNumberThatIsNoneAsPythonDoes() {
        byte[] loose = new String(
                        document(new ItemPath("streams/v1/ubuntu.json")).orElseThrow(), StandardCharsets.UTF_8)
                .replaceFirst("\\{", "{\"ratio\": NaN, \"least\": -Infinity,")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(MaasContract.validateProducts(new ItemPath("streams/v1/ubuntu.json"), path -> Optional.of(loose)))
                .singleElement()
                .satisfies(violation -> assertThat(violation.impact().breaks()).isFalse());
    }

    @Test
    void shouldReportSourceWithoutImages() {
        object("index", "/index").remove("com.example.maas:stable:v3:download");
        object("index", "/index").remove("com.example.maas:stable:centos-bases-download");

        assertThat(read().withWarnings().violations())
                .filteredOn(violation -> violation.rule() == Rule.IMAGES)
                .extracting(Violation::impact)
                .containsExactlyInAnyOrder(
                        Impact.onNewest(Severity.BREAKS_SOURCE), Impact.onLibrary(Severity.BREAKS_IMAGE));
    }

    @Test
    void shouldReportSourceWithoutBootloaders() {
        object("index", "/index").remove("com.example.maas:stable:1:bootloader-download");

        assertThat(read().withWarnings().violations()).singleElement().satisfies(violation -> {
            assertThat(violation.rule()).isEqualTo(Rule.BOOTLOADERS);
            assertThat(violation.impact()).isEqualTo(Impact.onAll(Severity.BREAKS_IMAGE));
        });
    }

    @Test
    void shouldReportArchiveBesideKernelInEveryVersion() {
        for (String version : List.of("20250711", "20250718")) {
            ObjectNode items = object("ubuntu", UBUNTU + "/versions/" + version + "/items");
            items.set("root-tgz", items.path("squashfs").deepCopy());
        }

        assertThat(violations()).singleElement().satisfies(violation -> {
            assertThat(violation.rule()).isEqualTo(Rule.SHAPE);
            assertThat(violation.impact()).isEqualTo(Impact.onNewest(Severity.BREAKS_IMAGE));
        });
    }

    @Test
    void shouldRemarkDeviceTreeThatNewestNeverDownloads() {
        ObjectNode items = object("ubuntu", UBUNTU + "/versions/20250718/items");
        items.set("boot-dtb", ((ObjectNode) items.path("boot-kernel").deepCopy()).put("ftype", "boot-dtb"));

        assertThat(read().withWarnings().violations())
                .filteredOn(violation -> violation.rule() == Rule.IGNORED_ITEM)
                .singleElement()
                .satisfies(violation -> assertThat(violation.impact().breaks()).isFalse());
    }

    @Test
    void shouldNotBlameOlderReleasesForLabelOfVersion() {
        object("ubuntu", UBUNTU).remove("label");
        for (String version : List.of("20250711", "20250718")) {
            object("ubuntu", UBUNTU + "/versions/" + version).put("label", "stable");
        }

        assertThat(violations()).singleElement().satisfies(violation -> {
            assertThat(violation.rule()).isEqualTo(Rule.REQUIRED_FIELD);
            assertThat(violation.impact()).isEqualTo(Impact.onNewest(Severity.BREAKS_SOURCE));
        });
    }

    @Test
    void shouldNotBlameOlderReleasesForLabelOfItem() {
        object("ubuntu", UBUNTU).remove("label");
        for (String version : List.of("20250711", "20250718")) {
            object("ubuntu", UBUNTU + "/versions/" + version + "/items")
                    .forEach(item -> ((ObjectNode) item).put("label", "stable"));
        }

        assertThat(judged()).singleElement().satisfies(violation -> {
            assertThat(violation.rule()).isEqualTo(Rule.REQUIRED_FIELD);
            assertThat(violation.impact()).isEqualTo(Impact.onNewest(Severity.BREAKS_SOURCE));
        });
    }

    @Test
    void shouldPrintDocumentPointerAndRule() {
        assertThat(new Violation("streams/v1/index.json", "/index", Rule.NOT_EMPTY, "must not be empty"))
                .hasToString("streams/v1/index.json /index: must not be empty (not-empty)");
    }

    private List<Violation> violations() {
        return MaasContract.validate(INDEX, this::document);
    }

    private Optional<byte[]> document(ItemPath path) {
        return Optional.ofNullable(tree.get(path)).map(Json::pretty);
    }

    private ObjectNode object(String document, String pointer) {
        return (ObjectNode) tree.get(path(document)).at(pointer);
    }

    private static ItemPath path(String name) {
        return new ItemPath("streams/v1/" + name + ".json");
    }
}
