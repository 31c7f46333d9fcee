package io.streammirror.publisher.page.images;

import io.streammirror.api.ImageInfo;
import io.streammirror.api.ImageInfo.Kernel;
import io.streammirror.api.ImageInfo.MaasFit;
import io.streammirror.api.VersionState;
import io.streammirror.publisher.assemble.StoredBlobs;
import io.streammirror.publisher.page.images.VersionVerdicts.Verdict;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.Version;
import io.streammirror.simplestreams.VersionName;
import io.streammirror.store.BlobInventory;
import io.streammirror.text.SafeText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes one image of the products that MAAS selects together: those of one system, release, architecture and label. */
final class ImageMaker {
    private static final Comparator<Kernel> BY_NAME = Comparator.comparing(Kernel::name);

    private final VersionVerdicts verdicts;
    private final MaasFitness fitness;
    private final BlobInventory inventory;

    ImageMaker(VersionVerdicts verdicts, MaasFitness fitness, BlobInventory inventory) {
        this.verdicts = verdicts;
        this.fitness = fitness;
        this.inventory = inventory;
    }

    /** @param products at least one, each with a version */
    ImageInfo image(List<KnownProduct> products) {
        KnownProduct first = products.get(0);
        var kernels = new ArrayList<Kernel>();
        var worst = new ArrayList<Verdict>();
        for (KnownProduct product : products) {
            Verdict verdict = newest(product);
            worst.add(verdict);
            kernels.add(kernel(product, verdict));
        }
        kernels.sort(BY_NAME);
        worst.sort(Comparator.comparing(Verdict::state));
        Verdict shown = worst.get(0);
        return new ImageInfo(
                first.fields().system(),
                first.fields().title(),
                first.fields().release(),
                first.fields().architecture(),
                first.fields().label(),
                total(sizes(products, KnownProduct::shownVersion)),
                text(max(products, KnownProduct::newestListed)),
                shown.state(),
                percent(products),
                reason(shown, worst),
                kernels,
                since(products),
                text(max(products, KnownProduct::newestWanted)),
                first.fields().supportEol(),
                first.fields().supportEsmEol(),
                fit(products));
    }

    private Verdict newest(KnownProduct product) {
        VersionName newest = product.newest().orElseThrow();
        return verdicts.of(product, product.wanted(newest), product.listed(newest));
    }

    private static Kernel kernel(KnownProduct product, Verdict verdict) {
        return new Kernel(
                ProductId.of(product.stream(), product.name()),
                product.fields().kernel(),
                SafeText.line(product.name(), ImageFields.MAX_NAME),
                text(product.newestListed()),
                verdict.state());
    }

    private static @Nullable String reason(Verdict shown, List<Verdict> all) {
        long same = all.stream().filter(of -> of.state() == shown.state()).count();
        if (shown.state() == VersionState.UP_TO_DATE || same == all.size()) {
            return shown.reason();
        }
        String share = same + " of " + all.size() + " kernels";
        return shown.reason() == null ? share : share + ": " + shown.reason();
    }

    private int percent(List<KnownProduct> products) {
        Map<Sha256, Long> sizes = sizes(products, KnownProduct::newestVersion);
        long stored = sizes.entrySet().stream()
                .filter(content -> inventory.contains(content.getKey(), content.getValue()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return VersionVerdicts.percent(total(sizes), stored);
    }

    private static Map<Sha256, Long> sizes(
            List<KnownProduct> products, Function<KnownProduct, Optional<Version>> version) {
        var sizes = new HashMap<Sha256, Long>();
        products.stream()
                .flatMap(product -> version.apply(product).stream())
                .flatMap(StoredBlobs::payloads)
                .forEach(payload -> sizes.put(payload.sha256(), payload.size()));
        return sizes;
    }

    private static long total(Map<Sha256, Long> sizes) {
        return sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Optional<VersionName> max(
            List<KnownProduct> products, Function<KnownProduct, Optional<VersionName>> version) {
        return products.stream()
                .flatMap(product -> version.apply(product).stream())
                .max(Comparator.naturalOrder());
    }

    private static @Nullable String text(Optional<VersionName> version) {
        return version.map(name -> SafeText.line(name, ImageFields.MAX_TEXT)).orElse(null);
    }

    private @Nullable Instant since(List<KnownProduct> products) {
        return products.stream()
                .flatMap(product -> product.newestListedVersion().stream())
                .flatMap(StoredBlobs::payloads)
                .flatMap(payload -> inventory.storedAt(payload.sha256()).stream())
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** A release can use the image if it can use one of its kernels; the reason is that of the first one. */
    private List<MaasFit> fit(List<KnownProduct> products) {
        var merged = new ArrayList<MaasFit>();
        products.stream()
                .flatMap(product -> product.shown().stream())
                .map(fitness::of)
                .forEach(verdict -> merge(merged, verdict));
        return merged;
    }

    private static void merge(List<MaasFit> merged, List<MaasFit> verdict) {
        if (merged.isEmpty()) {
            merged.addAll(verdict);
            return;
        }
        for (int i = 0; i < verdict.size(); i++) {
            if (verdict.get(i).fits()) {
                merged.set(i, verdict.get(i));
            }
        }
    }
}
