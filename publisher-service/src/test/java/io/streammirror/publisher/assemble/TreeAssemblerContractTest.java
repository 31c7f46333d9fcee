package io.streammirror.publisher.assemble;

import static io.streammirror.publisher.Trees.STREAM;
import static io.streammirror.publisher.Trees.catalog;
import static io.streammirror.publisher.Trees.document;
import static io.streammirror.publisher.Trees.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogStream;
import io.streammirror.maas.MaasProfile;
import io.streammirror.maas.MaasRelease;
import io.streammirror.publisher.Trees;
import io.streammirror.publisher.UbuntuTrees;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Content that would break a release of MAAS costs its own product or stream, by name; the rest is published. */
class TreeAssemblerContractTest {
    private static final ContentId OTHER = new ContentId("com.example.maas:stable:other-download");

    private static Arguments ofProduct(String name, String field, String value) {
        return argumentSet(
                name, (Consumer<ObjectNode>) product -> product.set(field, JsonNodeFactory.instance.textNode(value)));
    }

    private static Arguments ofItem(String name, String item, Consumer<ObjectNode> defect) {
        return argumentSet(name, (Consumer<ObjectNode>)
                product -> defect.accept(product.withObject("/versions/v1/items/" + item)));
    }

    static Stream<Arguments> poison() {
        return Stream.of(
                ofProduct("empty release", "release", ""),
                ofProduct("empty architecture", "arch", ""),
                ofProduct("year as end of support", "support_eol", "2027"),
                ofProduct("word as end of support", "support_eol", "soon"),
                ofProduct("time in end of support", "support_eol", "2027-04-21T00:00:00"),
                ofProduct("month 13 in end of extended support", "support_esm_eol", "2027-13-01"),
                ofProduct("field named as one of MAAS's own", "product_name", "x"),
                argumentSet("field of a version named as one of MAAS's own", (Consumer<ObjectNode>)
                        product -> ((ObjectNode) product.at("/versions/v1")).put("version_name", "x")),
                argumentSet(
                        "end of support as a list", (Consumer<ObjectNode>) product -> product.putArray("support_eol")),
                ofItem("package of a kernel as a number", "root-tgz", item -> item.put("kpackage", 7)),
                ofItem("unknown kind of file", "root-tgz", item -> item.put("ftype", "rootfs")),
                ofItem("empty kind of file", "root-tgz", item -> item.put("ftype", "")),
                ofItem("kind of file in capitals", "root-tgz", item -> item.put("ftype", "ROOT-TGZ")),
                ofItem("unknown item without a kind", "notes", item -> item.put("text", "x")),
                ofItem("optional item without a path", "boot-dtb", item -> item.put("ftype", "boot-dtb")),
                ofItem("empty item", "notes", item -> {}));
    }

    @ParameterizedTest
    @MethodSource("poison")
    void shouldWithholdOnlyPoisonedProductByName(Consumer<ObjectNode> defect) {
        ObjectNode document = twoProducts();
        defect.accept((ObjectNode) document.at("/products/8"));

        AssembledTree tree = assemble(MaasProfile.DEFAULT, catalog(stream(STREAM, document)));

        assertThat(tree.streams().get(STREAM).products()).containsOnlyKeys(new ProductName("7"));
        assertThat(tree.withheld()).singleElement().satisfies(withheld -> {
            assertThat(withheld.product()).isEqualTo(new ProductName("8"));
            assertThat(withheld.reason()).isNotBlank();
        });
        assertSuitsMaas(tree);
    }

    static Stream<Arguments> poisonOfStream() {
        return Stream.of(
                argumentSet(
                        "unknown datatype of the document",
                        (Consumer<ObjectNode>) document -> document.put("datatype", "images"),
                        (Consumer<ObjectNode>) entry -> {}),
                argumentSet(
                        "unknown datatype of the entry", (Consumer<ObjectNode>) document -> {}, (Consumer<ObjectNode>)
                                entry -> entry.put("datatype", "images")),
                argumentSet("unknown format of the entry", (Consumer<ObjectNode>) document -> {}, (Consumer<ObjectNode>)
                        entry -> entry.put("format", "products:2.0")),
                argumentSet(
                        "field of the entry named as one of MAAS's own",
                        (Consumer<ObjectNode>) document -> {},
                        (Consumer<ObjectNode>) entry -> entry.put("name", "x")));
    }

    @ParameterizedTest
    @MethodSource("poisonOfStream")
    void shouldLeaveOutOnlyPoisonedStreamByName(Consumer<ObjectNode> ofDocument, Consumer<ObjectNode> ofEntry) {
        ObjectNode document = twoProducts();
        ofDocument.accept(document);
        CatalogStream made = stream(OTHER, document);
        ObjectNode entry = made.entry().deepCopy();
        ofEntry.accept(entry);
        var poisoned = new CatalogStream(made.path(), made.document(), entry, made.selected());

        AssembledTree tree = assemble(MaasProfile.DEFAULT, catalog(stream(STREAM, twoProducts()), poisoned));

        assertThat(tree.streams()).containsOnlyKeys(STREAM);
        assertThat(tree.leftOut()).singleElement().satisfies(left -> assertThat(left.stream())
                .isEqualTo(OTHER));
        assertSuitsMaas(tree);
    }

    @Test
    void shouldMendEntryWithoutFormat() {
        CatalogStream made = stream(STREAM, twoProducts());
        ObjectNode entry = made.entry().deepCopy();
        entry.remove("format");

        AssembledTree tree = assemble(
                MaasProfile.DEFAULT, catalog(new CatalogStream(made.path(), made.document(), entry, made.selected())));

        assertThat(tree.streams()).containsOnlyKeys(STREAM);
        assertSuitsMaas(tree);
    }

    @Test
    void shouldPublishWhatOnlyReleasesOutsideOfProfileRefuse() {
        ObjectNode document = twoProducts();
        ((ObjectNode) document.at("/products/8")).put("support_eol", "soon");

        AssembledTree tree =
                assemble(new MaasProfile(MaasRelease.V3_4, MaasRelease.V3_7), catalog(stream(STREAM, document)));

        assertThat(tree.withheld()).isEmpty();
        assertThat(tree.streams().get(STREAM).products()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"''", "SQUASHFS", "rootfs"})
    void shouldWithholdUbuntuImageWithUnknownKindOfFile(String ftype) {
        ObjectNode document = new UbuntuTrees()
                .with("noble", "24.04", "amd64", "ga", "20250718")
                .with("jammy", "22.04", "amd64", "ga", "20250718")
                .document();
        String poisoned = UbuntuTrees.name("22.04", "amd64", "ga");
        ObjectNode squashfs =
                (ObjectNode) document.path("products").path(poisoned).at("/versions/20250718/items/squashfs");
        squashfs.put("ftype", ftype);

        AssembledTree tree = assemble(MaasProfile.DEFAULT, catalog(stream(UbuntuTrees.UBUNTU, document)));

        assertThat(tree.streams().get(UbuntuTrees.UBUNTU).products())
                .containsOnlyKeys(new ProductName(UbuntuTrees.name("24.04", "amd64", "ga")));
        assertThat(tree.withheld()).singleElement().satisfies(withheld -> assertThat(withheld.product())
                .isEqualTo(new ProductName(poisoned)));
        assertSuitsMaas(tree);
    }

    @ParameterizedTest
    @CsvSource({"''", "ARCHIVE.TAR.XZ", "archive.tar.gz"})
    void shouldWithholdBootloaderWithUnknownKindOfFile(String ftype) {
        ObjectNode document = UbuntuTrees.bootloaders("20231004.0");
        ObjectNode products = (ObjectNode) document.path("products");
        String good = products.fieldNames().next();
        ObjectNode poisoned = products.path(good).deepCopy();
        ((ObjectNode) poisoned.at("/versions/20231004.0/items/grub2-signed")).put("ftype", ftype);
        products.set("com.ubuntu.maas.stable:1:grub-efi:uefi:arm64", poisoned);

        AssembledTree tree = assemble(MaasProfile.DEFAULT, catalog(stream(UbuntuTrees.BOOTLOADERS, document)));

        assertThat(tree.streams().get(UbuntuTrees.BOOTLOADERS).products()).containsOnlyKeys(new ProductName(good));
        assertThat(tree.withheld()).hasSize(1);
        assertSuitsMaas(tree);
    }

    @ParameterizedTest
    @CsvSource({"3.4, 3.8, false", "3.4, 3.7, false", "3.8, 4.0, false", "3.5, 4.0, false", "4.0, 4.0, true"})
    void shouldPublishArchivedBootloadersForThePreviewAlone(String oldest, String newest, boolean published) {
        var archives = new ContentId("com.ubuntu.maas:candidate:2:bootloader-download");
        Catalog catalog = catalog(
                new UbuntuTrees().with("noble", "24.04", "amd64", "ga", "20250718").stream(),
                stream(UbuntuTrees.BOOTLOADERS, UbuntuTrees.bootloaders("20231004.0")),
                stream(archives, archivedBootloaders()));
        MaasProfile profile = MaasProfile.between(oldest, newest);

        AssembledTree tree = assemble(profile, catalog);

        assertThat(tree.streams()).containsKeys(UbuntuTrees.UBUNTU, UbuntuTrees.BOOTLOADERS);
        assertThat(tree.streams().containsKey(archives)).isEqualTo(published);
        assertThat(tree.leftOut())
                .extracting(LeftOutStream::reason)
                .allSatisfy(reason -> assertThat(reason).contains("MAAS 4.0"))
                .hasSize(published ? 0 : 1);
        assertThat(RenderedTreeFixture.violations(tree)).noneMatch(profile::isBrokenBy);
    }

    private static ObjectNode archivedBootloaders() {
        ObjectNode document = UbuntuTrees.bootloaders();
        ObjectNode product = (ObjectNode) document.path("products").elements().next();
        product.put("name", "custom/jammy").put("primary_file", "shimx64.efi");
        product.withObject("/versions/v1/items")
                .set(
                        "bootloader-tarball",
                        Trees.item("archive.tar.gz", "bootloaders/custom/1/loader.tar.gz", "loader"));
        document.putObject("products").set("com.ubuntu.maas.candidate:2:custom.jammy:uefi:amd64", product);
        return document;
    }

    private static ObjectNode twoProducts() {
        return document(
                new TreeMap<>(Map.of("7", new TreeMap<>(Map.of("v1", "a")), "8", new TreeMap<>(Map.of("v1", "a")))));
    }

    private static AssembledTree assemble(MaasProfile profile, Catalog catalog) {
        return TreeAssembler.assemble(
                PreviousTreeFixture.curated(catalog, new TreeMap<>()),
                new ListingRequirements(
                        (sha256, size) -> true, stream -> false, profile, PublicationDelay.NONE, Quarantine.NONE));
    }

    private static void assertSuitsMaas(AssembledTree tree) {
        assertThat(RenderedTreeFixture.violations(tree)).noneMatch(MaasProfile.DEFAULT::isBrokenBy);
    }
}
