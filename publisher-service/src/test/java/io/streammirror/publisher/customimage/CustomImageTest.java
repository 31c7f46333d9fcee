package io.streammirror.publisher.customimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.maas.MaasProfile;
import io.streammirror.maas.MaasRelease;
import io.streammirror.publisher.Trees;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.VersionName;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CustomImageTest {
    private static final String OS = "ubuntu";
    private static final Instant NOW = Instant.parse("2026-11-23T01:02:03Z");

    @Test
    void shouldAcceptBothShapesEachInItsOwnStream() {
        CustomImage ubuntu = CustomImageFixtures.ubuntu("noble-custom", "20260101", "a");
        CustomImage archive = CustomImageFixtures.archive("rocky9", "20260101", "a");
        CustomImageCollection both =
                CustomImageCollection.NONE.with(ubuntu.document()).with(archive.document());

        assertThat(CustomImageCheck.contract(both, MaasProfile.DEFAULT, NOW)).isEmpty();
        assertThat(ubuntu.stream()).hasToString("own.maas-stable:v3:download");
        assertThat(archive.stream()).hasToString("own.maas-stable:v3:archives-download");
        assertThat(ubuntu.product()).hasToString("own.maas-stable:v3:boot:ubuntu:noble-custom:amd64:generic");
        assertThat(archive.product()).hasToString("own.maas-stable:v3:archive:ubuntu:rocky9:amd64");
    }

    @Test
    void shouldNameOnlyObjectionsOfReleasesThatReadTheMirror() {
        ObjectNode document = Trees.document(new TreeMap<>(Map.of("7", new TreeMap<>(Map.of("20260101", "a")))));
        ((ObjectNode) document.at("/products/7")).put("support_eol", "soon");
        CustomImageCollection images = CustomImageCollection.NONE.with(
                Trees.stream(Trees.STREAM, document).selected());

        assertThat(CustomImageCheck.contract(images, new MaasProfile(MaasRelease.V3_4, MaasRelease.V3_7), NOW))
                .isEmpty();
        assertThat(CustomImageCheck.contract(images, new MaasProfile(MaasRelease.V3_8, MaasRelease.V4_0), NOW))
                .get()
                .asString()
                .contains("support_eol");
    }

    @Test
    void shouldWriteWhatMaasReadsAndPathForEachContent() {
        CustomImage image = CustomImageFixtures.archive("rocky9", "20260101", "a");

        ProductsDocument document = image.document();

        JsonNode product =
                document.toJson().at("/products").path(image.product().value());
        assertThat(product.path("release_title").asText()).isEqualTo("Ours");
        JsonNode item = product.at("/versions/20260101/items/root-tgz");
        assertThat(item.path("ftype").asText()).isEqualTo("root-tgz");
        assertThat(item.path("path").asText())
                .isEqualTo("own/ubuntu/rocky9/amd64/20260101/"
                        + Trees.sha256("root-tgz a").abbreviated() + "/root-tgz");
        assertThat(product.at("/versions/20260101/items/manifest/size").asInt()).isEqualTo(image.madeManifest().length);
    }

    @Test
    void shouldKeepGivenManifest() {
        CustomImage image = CustomImageFixtures.image("rocky9", "20260101", "a", "root-tgz", "manifest");

        assertThat(image.needsManifest()).isFalse();
        assertThat(image.document()
                        .toJson()
                        .at("/products")
                        .path(image.product().value())
                        .at("/versions/20260101/items/manifest/sha256")
                        .asText())
                .isEqualTo(Trees.sha256("manifest a").hex());
    }

    @Test
    void shouldRefuseWhatMaasCannotRead() {
        assertRefused("no kind of file that MAAS 3.8 reads from a stream", "root-dd");
        assertRefused("is a bootloader", "grub2-signed");
        assertRefused("there is no boot-initrd", "boot-kernel", "squashfs");
        assertRefused("one root file system", "boot-kernel", "boot-initrd");
        assertRefused("one root file system", "boot-kernel", "boot-initrd", "squashfs", "root-image.gz");
        assertRefused("not both", "root-tgz", "squashfs");
        assertRefused("there is no boot-kernel", "manifest");
    }

    @Test
    void shouldRefuseSystemCustomAndSayWhatToChoose() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CustomImage.Description(
                        "custom", "noble-gpu", "amd64", "generic", "generic", "Title", "9", "stable"))
                .withMessageContaining("cannot deploy")
                .withMessageContaining("ubuntu");
    }

    @Test
    void shouldCheckEachName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> description("no spaces", "amd64", "Title"))
                .withMessageContaining("'release'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> description("rocky9", "x86_64", "Title"))
                .withMessageContaining("no architecture that MAAS knows", "amd64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> description("rocky9", "amd64", "two\nlines"))
                .withMessageContaining("'title'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CustomImage(
                        "stable",
                        CustomImageFixtures.description("rocky9"),
                        new VersionName("latest"),
                        Map.of("root-tgz", new CustomImageFile(Trees.sha256("a"), 1))))
                .withMessageContaining("sorts last");
    }

    private static CustomImage.Description description(String release, String arch, String title) {
        return new CustomImage.Description(OS, release, arch, "generic", "generic", title, "9", "stable");
    }

    private static void assertRefused(String reason, String... kinds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomImageFixtures.image("rocky9", "20260101", "a", kinds))
                .withMessageContaining(reason);
    }
}
