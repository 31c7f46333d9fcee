package io.streammirror.publisher.switchover;

import static io.streammirror.publisher.Trees.MIRROR;
import static io.streammirror.publisher.Trees.STREAM;
import static io.streammirror.publisher.Trees.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.catalog.CatalogStream;
import io.streammirror.config.MaasRange;
import io.streammirror.config.MirrorSettings;
import io.streammirror.config.SettingsFixture;
import io.streammirror.maas.Rule;
import io.streammirror.publisher.Trees;
import io.streammirror.selection.Filter;
import io.streammirror.selection.Selection;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A tree of bootloaders alone is of no use to MAAS 3.8, so it is not switched to unless the operator asks for such a tree. */
class BootloadersAloneTest extends PublisherFixture {
    private static final ContentId LOADERS = new ContentId("com.example.maas:stable:1:bootloader-download");

    @Test
    void shouldSwitchNothingByNameWhenUpstreamHasOnlyBootloaders() {
        accept(Trees.catalog(loaders()));
        storeLoaders();

        run(publisher);

        assertThat(log.head().state().mirror(MIRROR).live()).isNull();
        assertThat(state.view(MIRROR).assembly().violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.rule()).isEqualTo(Rule.IMAGES));
        store.list(StoreKeys.PUBLICATIONS, publication -> fail("stored " + publication));
    }

    @Test
    void shouldWaitForImageWhenOnlyBootloadersAreComplete() {
        accept(Trees.catalog(loaders(), images()));
        storeLoaders();

        run(publisher);

        assertThat(log.head().state().mirror(MIRROR).live()).isNull();
        assertThat(state.view(MIRROR).assembly().violations()).isEmpty();
        assertThat(state.view(MIRROR).assembly().notes())
                .singleElement()
                .asString()
                .contains("only bootloaders");

        storeItems("v1", "a");
        run(publisher);

        assertThat(live().streams()).containsOnlyKeys(LOADERS, STREAM);
        assertThat(state.view(MIRROR).assembly().notes()).isEmpty();
    }

    @Test
    void shouldKeepImagesWhenUpstreamKeepsOnlyBootloaders() {
        accept(Trees.catalog(loaders(), images()));
        storeLoaders();
        storeItems("v1", "a");
        MirrorPublisher forgetful = publisher(mirrorOf(List.of(), MaasRange.DEFAULT), store);
        run(forgetful);
        accept(Trees.catalog(loaders()));

        run(forgetful);

        assertThat(live().streams()).containsOnlyKeys(LOADERS, STREAM);
    }

    @Test
    void shouldSwitchToBootloadersWhenEachSelectionAsksForThemAlone() {
        accept(Trees.catalog(loaders()));
        storeLoaders();

        run(publisher(mirrorOf(List.of("os~grub"), MaasRange.DEFAULT), store));

        assertThat(live().streams()).containsOnlyKeys(LOADERS);
    }

    @Test
    void shouldSwitchNothingWhenASelectionAsksForImagesThatAreNotThere() {
        accept(Trees.catalog(loaders()));
        storeLoaders();

        run(publisher(mirrorOf(List.of("os~grub", "release=noble"), MaasRange.DEFAULT), store));

        assertThat(log.head().state().mirror(MIRROR).live()).isNull();
    }

    @Test
    void shouldSwitchNothingWhenASelectionIsByArchitectureAlone() {
        accept(Trees.catalog(loaders()));
        storeLoaders();

        run(publisher(mirrorOf(List.of("arch=amd64"), MaasRange.DEFAULT), store));

        assertThat(log.head().state().mirror(MIRROR).live()).isNull();
    }

    @Test
    void shouldSwitchToBootloadersWhenNoReleaseOfTheMirrorNeedsImages() {
        accept(Trees.catalog(loaders()));
        storeLoaders();

        run(publisher(mirrorOf(List.of(), new MaasRange("3.4", "3.7")), store));

        assertThat(live().streams()).containsOnlyKeys(LOADERS);
    }

    @Test
    void shouldSwitchToImagesWithoutBootloaders() {
        accept(Trees.catalog(images()));
        storeItems("v1", "a");

        run(publisher);

        assertThat(live().streams()).containsOnlyKeys(STREAM);
    }

    private static CatalogStream images() {
        return Trees.stream(STREAM, Trees.document(new TreeMap<>(Map.of("7", new TreeMap<>(Map.of("v1", "a"))))));
    }

    private static CatalogStream loaders() {
        ObjectNode document = Trees.document(new TreeMap<>());
        ObjectNode product = document.withObjectProperty("products")
                .putObject("com.example.maas.stable:1:grub-efi-signed:uefi:amd64")
                .put("arch", "amd64")
                .put("arches", "amd64")
                .put("bootloader-type", "uefi")
                .put("label", "stable")
                .put("os", "grub-efi-signed");
        ObjectNode items = product.putObject("versions").putObject("20250101.0").putObject("items");
        for (String name : List.of("grub2-signed", "shim-signed")) {
            ObjectNode item = JsonNodeFactory.instance.objectNode();
            item.setAll(Trees.item("archive.tar.xz", "bootloaders/" + name + ".tar.xz", name));
            items.set(
                    name,
                    item.put("src_package", name).put("src_release", "noble").put("src_version", "1"));
        }
        return Trees.stream(LOADERS, document);
    }

    private void storeLoaders() {
        for (String name : List.of("grub2-signed", "shim-signed")) {
            store.put(StoreKeys.blob(sha256(name)), Trees.bytes(name), ObjectAttributes.BYTES);
        }
    }

    /** A mirror with one selection for each filter. */
    private static MirrorSettings mirrorOf(List<String> filters, MaasRange maas) {
        return SettingsFixture.mirror(MIRROR)
                .path("/maas/images/stable")
                .selections(filters.stream()
                        .map(filter -> new Selection(List.of(Filter.parse(filter)), OptionalInt.empty()))
                        .toArray(Selection[]::new))
                .keepRemoved(Duration.ZERO)
                .maas(maas)
                .build();
    }
}
