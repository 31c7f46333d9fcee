package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.codec.Json;
import io.streammirror.sample.UpstreamTree;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.StoreKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The published sample tree, checked by its documents alone. */
@OnSharedStack
final class PublishedTreeIT {
    /** RFC 2822 with a numeric zone, as MAAS parses it. */
    private static final String NUMERIC_ZONE = "\\w{3}, \\d{2} \\w{3} \\d{4} \\d{2}:\\d{2}:\\d{2} [+-]\\d{4}";

    /** gpgv rejects clear-signed lines of 20,000 bytes. */
    private static final int LONGEST_LINE = 16_000;

    private final SharedStack stack;
    private final UpstreamTree upstream;
    private PublishedTree tree;

    PublishedTreeIT(SharedStack stack) {
        this.stack = stack;
        this.upstream = stack.sample().tree();
    }

    @BeforeEach
    void open() {
        tree = stack.tree("sample");
    }

    @AfterEach
    void close() {
        tree.close();
    }

    @Test
    void shouldSignBothFormsOfEveryDocument() {
        JsonNode index = tree.index();
        JsonNode plainIndex = tree.detached(PublishedTree.INDEX + ".json");

        assertThat(PublishedTree.entries(index)).hasSize(3).allSatisfy((id, path) -> assertThat(path)
                .endsWith(".sjson"));
        assertThat(PublishedTree.entries(plainIndex)).hasSize(3).allSatisfy((id, path) -> assertThat(path)
                .endsWith(".json"));
        PublishedTree.entries(plainIndex).forEach((id, path) -> assertThat(tree.detached(path))
                .isEqualTo(tree.signed(PublishedTree.entries(index).get(id))));
    }

    @Test
    void shouldServeLiveDocumentAsAliasOfStream() {
        PublishedTree.entries(tree.index()).forEach((id, path) -> {
            JsonNode live = tree.signed(path);

            assertThat(tree.signed("streams/v1/" + id + ".sjson")).isEqualTo(live);
            assertThat(tree.detached("streams/v1/" + id + ".json")).isEqualTo(live);
        });
    }

    @Test
    void shouldServeEveryListedPathWithListedSizeAndHash() {
        List<PublishedItem> items = tree.items(tree.index());

        assertThat(items).extracting(PublishedItem::version).contains("20250709", "20250718");
        items.stream()
                .map(PublishedItem::path)
                .distinct()
                .forEach(path -> tree.download(items.stream()
                        .filter(item -> item.path().equals(path))
                        .findFirst()
                        .orElseThrow()));
    }

    @Test
    void shouldPublishAllFieldsOfUpstreamProducts() throws IOException {
        Map<String, String> entries = PublishedTree.entries(tree.index());

        assertThat(entries.keySet())
                .containsExactlyInAnyOrderElementsOf(upstream.streams().keySet().stream()
                        .map(ContentId::value)
                        .toList());
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            JsonNode theirs = Json.parse(Json.pretty(upstream.document(new ContentId(entry.getKey()))));
            assertThat(tree.signed(entry.getValue()).required("products")).isEqualTo(theirs.required("products"));
        }
    }

    @Test
    void shouldWriteDocumentsInFormThatMaasReads() {
        JsonNode index = tree.index();

        assertThat(index.path("format").asText()).isEqualTo("index:1.0");
        assertThat(index.path("updated").asText()).matches(NUMERIC_ZONE);
        index.required("index").forEach(entry -> {
            assertThat(entry.path("format").asText()).isEqualTo("products:1.0");
            assertThat(entry.path("datatype").asText()).isIn("image-ids", "image-downloads");
            assertThat(entry.path("updated").asText()).matches(NUMERIC_ZONE);
            JsonNode document = tree.signed(entry.required("path").textValue());
            assertThat(document.path("format").asText()).isEqualTo("products:1.0");
            assertThat(document.path("datatype").asText()).isIn("image-ids", "image-downloads");
            assertThat(document.path("updated").asText()).matches(NUMERIC_ZONE);
            assertThat(document.required("products")).isNotEmpty();
            forEachVersion(
                    document, (product, items) -> assertThat(items).as(product).isNotEmpty());
        });
        assertThat(tree.items(index)).allSatisfy(item -> {
            assertThat(item.fields().required("size").isIntegralNumber()).isTrue();
            assertThat(item.sha256()).matches("[0-9a-f]{64}");
            assertThat(item.path()).doesNotStartWith("/");
        });
    }

    @Test
    void shouldListManifestOfEveryImage() {
        Map<String, List<PublishedItem>> images = new TreeMap<>();
        tree.items(tree.index()).stream()
                .filter(item -> !item.fields().has("src_package"))
                .forEach(item -> images.computeIfAbsent(item.product() + " " + item.version(), key -> new ArrayList<>())
                        .add(item));

        assertThat(images).isNotEmpty().allSatisfy((version, items) -> assertThat(items)
                .extracting(PublishedItem::item)
                .contains("manifest"));
    }

    @Test
    void shouldKeepSignedLinesShortEnoughForGpgv() {
        var paths = new ArrayList<>(PublishedTree.entries(tree.index()).values());
        paths.add(PublishedTree.INDEX + ".sjson");

        paths.forEach(path -> {
            String document = new String(tree.web().body(tree.url(path)), StandardCharsets.UTF_8);
            assertThat(document.lines()).as(path).allMatch(line -> line.length() < LONGEST_LINE);
        });
    }

    @Test
    void shouldStoreSharedBlobsOnce() {
        List<PublishedItem> roots = tree.items(tree.index()).stream()
                .filter(item -> item.item().equals("squashfs"))
                .toList();

        try (StackStore store = stack.store()) {
            List<String> keys = store.keys(StoreKeys.BLOBS);
            List<String> distinct = roots.stream()
                    .map(item -> StoreKeys.blob(new Sha256(item.sha256())))
                    .distinct()
                    .toList();
            assertThat(roots).hasSize(36);
            assertThat(distinct).hasSize(12);
            assertThat(keys).containsAll(distinct).doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldSelectNewestVersionsWithSelectionsOfMaasDocumentation() throws IOException {
        try (PublishedTree documented = stack.tree("documented")) {
            List<PublishedItem> items = documented.items(documented.index());

            assertThat(items.stream()
                            .map(item -> item.product() + " " + item.version())
                            .distinct())
                    .containsExactlyInAnyOrder(
                            "com.ubuntu.maas.stable:v3:boot:20.04:amd64:ga-20.04 20250718",
                            "com.ubuntu.maas.stable:v3:boot:20.04:amd64:hwe-20.04 20250718",
                            "com.ubuntu.maas.stable:v3:boot:20.04:amd64:ga-20.04-lowlatency 20250718",
                            "com.ubuntu.maas.stable:1:grub-efi-signed:uefi:amd64 20231004.0",
                            "com.ubuntu.maas.stable:1:grub-efi:uefi:arm64 20231004.0",
                            "com.ubuntu.maas.stable:1:grub-ieee1275:open-firmware:ppc64el 20210509.0",
                            "com.ubuntu.maas.stable:1:pxelinux:pxe:amd64 20230615.0",
                            "com.ubuntu.maas.stable:1:pxelinux:pxe:i386 20210203.0");
            assertThat(PublishedTree.entries(documented.index()))
                    .as("streams of which nothing is selected are not listed")
                    .hasSize(2);
            assertThat(Json.compact(documented.index())).doesNotContain("centos");
            documented.importNewest();
        }
    }

    private static void forEachVersion(JsonNode document, BiConsumer<String, JsonNode> visitor) {
        document.required("products").forEachEntry((name, product) -> {
            JsonNode versions = product.required("versions");
            assertThat(versions).as(name).isNotEmpty();
            versions.forEach(version -> visitor.accept(name, version.required("items")));
        });
    }
}
