package io.streammirror.sample;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.VersionName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SampleTreeTest {
    private static final Instant THEN = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-24T08:00:00Z");
    private static final SampleTree SAMPLE = SampleTree.at(THEN);

    @Test
    void shouldHaveThreeStreamsOfMaas() {
        assertThat(SAMPLE.tree().streams().keySet())
                .extracting(ContentId::value)
                .containsExactly(
                        "com.ubuntu.maas:stable:1:bootloader-download",
                        "com.ubuntu.maas:stable:centos-bases-download",
                        "com.ubuntu.maas:stable:v3:download");
    }

    @Test
    void shouldNameReleaseArchitectureAndKernelOfImages() {
        Set<String> names = fieldNames(products(UbuntuImages.STREAM));

        assertThat(names)
                .hasSize(18)
                .contains(
                        "com.ubuntu.maas.stable:v3:boot:20.04:amd64:ga-20.04",
                        "com.ubuntu.maas.stable:v3:boot:22.04:arm64:hwe-22.04",
                        "com.ubuntu.maas.stable:v3:boot:24.04:amd64:ga-24.04-lowlatency");
        assertThat(fieldNames(products(Bootloaders.STREAM)))
                .containsExactlyInAnyOrder(
                        "com.ubuntu.maas.stable:1:grub-efi-signed:uefi:amd64",
                        "com.ubuntu.maas.stable:1:grub-efi:uefi:arm64",
                        "com.ubuntu.maas.stable:1:grub-ieee1275:open-firmware:ppc64el",
                        "com.ubuntu.maas.stable:1:pxelinux:pxe:amd64",
                        "com.ubuntu.maas.stable:1:pxelinux:pxe:i386");
    }

    @Test
    void shouldHaveAllFieldsThatMaasRequires() {
        JsonNode product = products(UbuntuImages.STREAM).path("com.ubuntu.maas.stable:v3:boot:22.04:amd64:ga-22.04");

        assertThat(fieldNames(product))
                .containsExactlyInAnyOrder(
                        "arch",
                        "kflavor",
                        "krel",
                        "label",
                        "os",
                        "release",
                        "release_codename",
                        "release_title",
                        "subarch",
                        "subarches",
                        "support_eol",
                        "support_esm_eol",
                        "version",
                        "versions");
        assertThat(product.path("subarches").asText())
                .startsWith("generic,hwe-p")
                .endsWith("ga-22.04");
        JsonNode items = product.path("versions").path("20250718").path("items");
        assertThat(fieldNames(items)).containsExactlyInAnyOrder("boot-initrd", "boot-kernel", "manifest", "squashfs");
        assertThat(items.path("boot-kernel").path("path").asText())
                .isEqualTo("jammy/amd64/20250718/ga-22.04/generic/boot-kernel");
        assertThat(items.path("boot-kernel").path("kpackage").asText()).isEqualTo("linux-generic");
        assertThat(items.path("squashfs").path("size").isIntegralNumber()).isTrue();
    }

    @Test
    void shouldShareRootFileSystemBetweenKernels() {
        var paths = new HashSet<String>();
        for (String kernel : List.of("ga-24.04", "hwe-24.04", "ga-24.04-lowlatency")) {
            JsonNode product =
                    products(UbuntuImages.STREAM).path("com.ubuntu.maas.stable:v3:boot:24.04:arm64:" + kernel);
            paths.add(product.at("/versions/20250718/items/squashfs/path").asText());
        }

        assertThat(paths).containsExactly("noble/arm64/20250718/squashfs");
    }

    @Test
    void shouldHaveContentOfEveryItemAndNoOther() {
        var paths = new HashSet<ItemPath>();
        for (JsonNode item : items(SAMPLE.tree())) {
            var path = new ItemPath(item.path("path").asText());
            Blob blob = SAMPLE.tree().blob(path);
            assertThat(item.path("sha256").asText()).isEqualTo(blob.sha256().hex());
            assertThat(item.path("size").asLong()).isEqualTo(blob.size());
            paths.add(path);
        }

        assertThat(SAMPLE.tree().blobs().keySet()).isEqualTo(paths);
    }

    @Test
    void shouldHaveAboutHundredMegabytes() {
        Map<String, Long> distinct = SAMPLE.tree().blobs().values().stream()
                .collect(toMap(blob -> blob.sha256().hex(), Blob::size, (one, same) -> one));

        assertThat(distinct.values().stream().mapToLong(Long::longValue).sum()).isBetween(90_000_000L, 115_000_000L);
    }

    @Test
    void shouldReplaceOldestVersionWhenReleased() {
        SampleTree released = SAMPLE.release(new VersionName("20261124"), LATER);

        assertThat(released.versions()).containsExactly(new VersionName("20250718"), new VersionName("20261124"));
        assertThat(released.tree().updated()).isEqualTo(LATER);
        var kept = new ItemPath("noble/arm64/20250718/squashfs");
        assertThat(released.tree().blob(kept)).isSameAs(SAMPLE.tree().blob(kept));
        assertThat(released.tree().blobs())
                .containsKey(new ItemPath("noble/arm64/20261124/squashfs"))
                .doesNotContainKey(new ItemPath("noble/arm64/20250709/squashfs"));
        assertThat(released.tree().document(UbuntuImages.STREAM).path("updated").asText())
                .isEqualTo("Tue, 24 Nov 2026 08:00:00 +0000");
    }

    @Test
    void shouldRefuseReleaseThatIsNotNewer() {
        assertThatThrownBy(() -> SAMPLE.release(new VersionName("20250718"), LATER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("version 20250718 is not newer than 20250718");
    }

    private static JsonNode products(ContentId stream) {
        return SAMPLE.tree().document(stream).path("products");
    }

    private static List<JsonNode> items(UpstreamTree tree) {
        var items = new ArrayList<JsonNode>();
        tree.streams().values().forEach(document -> document.path("products")
                .forEach(product -> product.path("versions")
                        .forEach(version -> version.path("items").forEach(items::add))));
        return items;
    }

    private static Set<String> fieldNames(JsonNode node) {
        var names = new HashSet<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
