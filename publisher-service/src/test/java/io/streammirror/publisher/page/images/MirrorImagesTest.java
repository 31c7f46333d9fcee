package io.streammirror.publisher.page.images;

import static io.streammirror.publisher.Trees.MIRROR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.api.ApiJson;
import io.streammirror.api.ImageInfo;
import io.streammirror.api.ImageInfo.Kernel;
import io.streammirror.api.ImageInfo.MaasFit;
import io.streammirror.api.ImageList;
import io.streammirror.api.ProductInfo;
import io.streammirror.api.ProductInfo.ProductItem;
import io.streammirror.api.ProductInfo.ProductVersion;
import io.streammirror.api.VersionState;
import io.streammirror.catalog.Catalog;
import io.streammirror.config.MaasRange;
import io.streammirror.config.SettingsFixture;
import io.streammirror.decision.Pin;
import io.streammirror.publisher.Trees;
import io.streammirror.publisher.UbuntuTrees;
import io.streammirror.publisher.page.PublishedMirror;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.VersionName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MirrorImagesTest {
    private static final String OLD = "20250615";
    private static final String NEW = "20250718";

    private PublishedMirror mirror = new PublishedMirror();

    @Test
    void shouldShowOneImageForAllKernelsInTheWordsOfMaas() {
        mirror.publish(new UbuntuTrees()
                .with("noble", "24.04", "amd64", "ga-24.04", OLD, NEW)
                .with("noble", "24.04", "amd64", "hwe-24.04", NEW)
                .catalog());

        ImageInfo image = only();

        assertThat(image.system()).isEqualTo("Ubuntu");
        assertThat(image.title()).isEqualTo("24.04 LTS");
        assertThat(image.release()).isEqualTo("noble");
        assertThat(image.architecture()).isEqualTo("amd64");
        assertThat(image.version()).isEqualTo(NEW);
        assertThat(image.newest()).isEqualTo(NEW);
        assertThat(image.state()).isEqualTo(VersionState.UP_TO_DATE);
        assertThat(image.percent()).isEqualTo(100);
        assertThat(image.since()).isEqualTo(PublishedMirror.NOW);
        assertThat(image.supportEol()).isEqualTo("2029-05-31");
        assertThat(image.supportEsmEol()).isEqualTo("2034-04-25");
        assertThat(image.kernels()).extracting(Kernel::name).containsExactly("ga-24.04", "hwe-24.04");
        assertThat(image.fit()).extracting(MaasFit::release).containsExactly("3.4", "3.5", "3.6", "3.7", "3.8");
        assertThat(image.fit()).allSatisfy(fit -> assertThat(fit.fits()).isTrue());
    }

    @Test
    void shouldCountSharedFilesOnce() {
        mirror.publish(new UbuntuTrees()
                .with("noble", "24.04", "amd64", "ga", NEW)
                .with("noble", "24.04", "amd64", "hwe", NEW)
                .catalog());
        String folder = "noble/amd64/" + NEW + "/";

        assertThat(only().bytes())
                .isEqualTo(folder.length() * 6L
                        + "ga/boot-kernelga/boot-initrdhwe/boot-kernelhwe/boot-initrdsquashfssquashfs.manifest"
                                .length());
    }

    @Test
    void shouldGroupBySystemWithBootloadersLast() {
        Catalog catalog = Trees.catalog(
                new UbuntuTrees()
                                .with("jammy", "22.04", "amd64", "ga-22.04", NEW)
                                .with("noble", "24.04", "arm64", "ga-24.04", NEW)
                                .with("noble", "24.04", "amd64", "ga-24.04", NEW)
                                .stream(),
                Trees.stream(UbuntuTrees.BOOTLOADERS, UbuntuTrees.bootloaders("20231004.0")));
        mirror.publish(catalog);

        assertThat(list(ImageQuery.ALL).images())
                .extracting(image -> image.system() + "/" + image.title() + "/" + image.architecture())
                .containsExactly(
                        "Ubuntu/24.04 LTS/amd64",
                        "Ubuntu/24.04 LTS/arm64",
                        "Ubuntu/22.04 LTS/amd64",
                        "Bootloaders/grub-efi-signed/amd64");
    }

    @Test
    void shouldSayHowMuchIsDownloadedWhenFilesAreMissing() {
        Catalog first =
                new UbuntuTrees().with("noble", "24.04", "amd64", "ga", OLD).catalog();
        mirror.publish(first);
        Catalog next = new UbuntuTrees()
                .with("noble", "24.04", "amd64", "ga", OLD, NEW)
                .catalog();
        mirror.accept(next);
        mirror.run();

        assertThat(only().state()).isEqualTo(VersionState.WAITING);
        assertThat(only().version()).isEqualTo(OLD);
        assertThat(only().newest()).isEqualTo(NEW);

        mirror.storeItems(next, path -> path.value().endsWith("squashfs"));
        mirror.run();

        assertThat(only().state()).isEqualTo(VersionState.DOWNLOADING);
        assertThat(only().percent()).isBetween(1, 99);
        assertThat(only().version()).isEqualTo(OLD);
    }

    @Test
    void shouldSayUntilWhenAVersionIsDelayed() {
        mirror = new PublishedMirror(PublishedMirror.settings(Duration.ofDays(1), List.of(), List.of()));
        mirror.publish(
                new UbuntuTrees().with("noble", "24.04", "amd64", "ga", NEW).catalog());

        assertThat(only().state()).isEqualTo(VersionState.DELAYED);
        assertThat(only().reason()).isEqualTo("until 2026-11-24T01:02:00Z");
        assertThat(only().version()).isNull();
    }

    @Test
    void shouldSayThatAProductIsPinned() {
        Catalog first =
                new UbuntuTrees().with("noble", "24.04", "amd64", "ga", OLD).catalog();
        mirror.publish(first);
        var product = new ProductName(UbuntuTrees.name("24.04", "amd64", "ga"));
        Sha256 live = Objects.requireNonNull(
                        mirror.log.head().state().mirror(MIRROR).live())
                .id();
        mirror.order(orders -> orders.withPin(
                new Pin(UbuntuTrees.UBUNTU, product, new VersionName(OLD), live, null, mirror.operator())));
        mirror.publish(new UbuntuTrees()
                .with("noble", "24.04", "amd64", "ga", OLD, NEW)
                .catalog());

        assertThat(only().state()).isEqualTo(VersionState.PINNED);
        assertThat(only().version()).isEqualTo(OLD);
        assertThat(only().reason()).contains("pinned to version " + OLD).doesNotContain("alice");
    }

    @Test
    void shouldSayThatTheMirrorIsOnHold() {
        mirror.publish(
                new UbuntuTrees().with("noble", "24.04", "amd64", "ga", OLD).catalog());
        mirror.order(orders -> orders.holding(mirror.operator()));
        mirror.publish(new UbuntuTrees()
                .with("noble", "24.04", "amd64", "ga", OLD, NEW)
                .catalog());

        assertThat(only().state()).isEqualTo(VersionState.ON_HOLD);
        assertThat(list(ImageQuery.ALL).notes()).singleElement().asString().contains("on hold");
    }

    @Test
    void shouldSayWhyAVersionIsWithheld() {
        var trees =
                new UbuntuTrees().with("noble", "24.04", "amd64", "ga", OLD).with("noble", "24.04", "arm64", "ga", OLD);
        ((ObjectNode) trees.document()
                        .path("products")
                        .path(UbuntuTrees.name("24.04", "arm64", "ga"))
                        .path("versions")
                        .path(OLD)
                        .path("items"))
                .remove("boot-initrd");
        mirror.publish(trees.catalog());

        ImageInfo image = list(new ImageQuery("arm64", null, false, 1)).images().get(0);

        assertThat(image.state()).isEqualTo(VersionState.WITHHELD);
        assertThat(image.reason()).contains("boot-initrd");
        assertThat(image.fit())
                .filteredOn(fit -> !fit.fits())
                .extracting(MaasFit::release)
                .containsExactly("3.8");
    }

    @ParameterizedTest
    @CsvSource({"3.4, 3.7, 3.4 3.5 3.6 3.7, true", "3.8, 4.0, 3.8 4.0, false"})
    void shouldJudgeForReleasesThatReadTheMirror(String oldest, String newest, String releases, boolean fits) {
        mirror = new PublishedMirror(SettingsFixture.mirror(MIRROR)
                .path("/maas/images/stable")
                .maas(new MaasRange(oldest, newest))
                .build());
        var trees = new UbuntuTrees().with("noble", "24.04", "amd64", "ga", OLD);
        ((ObjectNode) trees.document().path("products").path(UbuntuTrees.name("24.04", "amd64", "ga")))
                .put("support_eol", "soon");
        mirror.publish(trees.catalog());

        ImageInfo image = only();
        ProductInfo product =
                mirrorImages().product(MIRROR, image.kernels().get(0).id()).orElseThrow();

        assertThat(image.fit()).extracting(MaasFit::release).containsExactly(releases.split(" ", -1));
        assertThat(image.fit()).allSatisfy(fit -> assertThat(fit.fits()).isEqualTo(fits));
        assertThat(product.fit()).isEqualTo(image.fit());
    }

    @Test
    void shouldSayThatUpstreamDroppedAProduct() {
        mirror.publish(new UbuntuTrees()
                .with("noble", "24.04", "amd64", "ga", OLD)
                .with("jammy", "22.04", "amd64", "ga", OLD)
                .catalog());
        mirror.publish(
                new UbuntuTrees().with("noble", "24.04", "amd64", "ga", OLD).catalog());

        ImageInfo image = list(new ImageQuery("jammy", null, false, 1)).images().get(0);

        assertThat(image.state()).isEqualTo(VersionState.DROPPED);
        assertThat(image.version()).isEqualTo(OLD);
        assertThat(image.newest()).isNull();
    }

    @Test
    void shouldNameTheKernelsThatAreNotUpToDate() {
        mirror.publish(
                new UbuntuTrees().with("noble", "24.04", "amd64", "ga", OLD).catalog());
        mirror.accept(new UbuntuTrees()
                .with("noble", "24.04", "amd64", "ga", OLD)
                .with("noble", "24.04", "amd64", "hwe", NEW)
                .catalog());
        mirror.run();

        assertThat(only().state()).isEqualTo(VersionState.WAITING);
        assertThat(only().reason()).isEqualTo("1 of 2 kernels");
        assertThat(only().kernels())
                .extracting(Kernel::state)
                .containsExactly(VersionState.UP_TO_DATE, VersionState.WAITING);
    }

    @Test
    void shouldFindSortAndPage() {
        var trees = new UbuntuTrees();
        for (int i = 10; i < 10 + ImageQuery.ROWS + 5; i++) {
            trees.with("r" + i, i + ".04", "amd64", "ga", NEW);
        }
        mirror.publish(trees.catalog());

        ImageList second = list(ImageQuery.parse("", "title", "2"));
        ImageList beyond = list(ImageQuery.parse(null, "-title", "99"));
        ImageList found = list(ImageQuery.parse("R12 AMD64", "nonsense", "nonsense"));

        assertThat(second.total()).isEqualTo(ImageQuery.ROWS + 5);
        assertThat(second.pages()).isEqualTo(2);
        assertThat(second.images()).hasSize(5);
        assertThat(second.images().get(0).title()).isEqualTo("50.04 LTS");
        assertThat(beyond.page()).isEqualTo(2);
        assertThat(beyond.images()).extracting(ImageInfo::title).endsWith("10.04 LTS");
        assertThat(found.images()).extracting(ImageInfo::release).containsExactly("r12");
    }

    @Test
    void shouldShowVersionsAndFilesOfAProduct() {
        mirror.publish(new UbuntuTrees()
                .with("noble", "24.04", "amd64", "ga", OLD, NEW)
                .catalog());
        String id = only().kernels().get(0).id();

        ProductInfo product = mirrorImages().product(MIRROR, id).orElseThrow();

        assertThat(product.origin()).isEqualTo("upstream");
        assertThat(product.versions()).extracting(ProductVersion::version).containsExactly(NEW, OLD);
        assertThat(product.versions())
                .allSatisfy(version -> assertThat(version.published()).isTrue());
        ProductItem kernel = product.versions().get(0).items().get(1);
        assertThat(kernel.name()).isEqualTo("boot-kernel");
        assertThat(kernel.path()).isEqualTo("noble/amd64/" + NEW + "/ga/boot-kernel");
        assertThat(kernel.sha256()).isEqualTo(Trees.sha256(kernel.path()).hex());
        assertThat(kernel.stored()).isTrue();
        assertThat(kernel.storedAt()).isEqualTo(PublishedMirror.NOW);
        assertThat(mirrorImages().product(MIRROR, "0".repeat(12))).isEmpty();
    }

    @Test
    void shouldMakeHostileNamesHarmlessAndShort() {
        String hostile = "<script>\u202e" + "x".repeat(10_000);
        mirror.publish(
                new UbuntuTrees().with(hostile, hostile, "amd64", "ga", NEW).catalog());

        ImageList list = list(ImageQuery.ALL);

        String json = new String(ApiJson.write(list), StandardCharsets.UTF_8);
        assertThat(json.length()).isLessThan(3_000);
        assertThat(json).doesNotContain("\u202e");
    }

    @Test
    void shouldAnswerNothingBeforeTheFirstLook() {
        assertThat(mirrorImages().list(MIRROR, ImageQuery.ALL)).isEmpty();
    }

    @Test
    void shouldAnswerFastForTwoThousandProducts() {
        mirror.publish(UbuntuTrees.large(2_000).catalog());
        MirrorImages images = mirrorImages();
        images.list(MIRROR, ImageQuery.ALL);

        long start = System.nanoTime();
        ImageList list = images.list(MIRROR, ImageQuery.parse("", "-size", "3")).orElseThrow();
        Duration taken = Duration.ofNanos(System.nanoTime() - start);

        assertThat(list.total()).isEqualTo(400);
        assertThat(taken).isLessThan(Duration.ofMillis(100));
        assertThat(ApiJson.write(list)).hasSizeLessThan(150_000);
    }

    @Test
    void shouldKeepTheTableWhileNothingChanges() {
        mirror.publish(
                new UbuntuTrees().with("noble", "24.04", "amd64", "ga", NEW).catalog());
        MirrorImages images = mirrorImages();
        ImageInfo before =
                images.list(MIRROR, ImageQuery.ALL).orElseThrow().images().get(0);

        ImageInfo again =
                images.list(MIRROR, ImageQuery.ALL).orElseThrow().images().get(0);
        mirror.publish(new UbuntuTrees()
                .with("noble", "24.04", "amd64", "ga", NEW, "20250801")
                .catalog());
        ImageInfo after =
                images.list(MIRROR, ImageQuery.ALL).orElseThrow().images().get(0);

        assertThat(again).isSameAs(before);
        assertThat(after.version()).isEqualTo("20250801");
    }

    private ImageInfo only() {
        List<ImageInfo> images = list(ImageQuery.ALL).images();
        assertThat(images).hasSize(1);
        return images.get(0);
    }

    private ImageList list(ImageQuery query) {
        return mirrorImages().list(MIRROR, query).orElseThrow();
    }

    private MirrorImages mirrorImages() {
        return new MirrorImages(mirror.site(), mirror.state, mirror);
    }
}
