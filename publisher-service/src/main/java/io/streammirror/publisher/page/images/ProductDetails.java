package io.streammirror.publisher.page.images;

import io.streammirror.api.ProductInfo;
import io.streammirror.api.ProductInfo.ProductItem;
import io.streammirror.api.ProductInfo.ProductVersion;
import io.streammirror.maas.MaasProfile;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.assemble.StoredBlobs;
import io.streammirror.publisher.page.images.VersionVerdicts.Verdict;
import io.streammirror.publisher.snapshot.MirrorSnapshot;
import io.streammirror.publisher.state.MirrorView;
import io.streammirror.simplestreams.Item;
import io.streammirror.simplestreams.Payload;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.Version;
import io.streammirror.simplestreams.VersionName;
import io.streammirror.store.BlobInventory;
import io.streammirror.text.SafeText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Shows one product with its versions and files. */
final class ProductDetails {
    static final int MAX_VERSIONS = 50;

    /** Of one version; MAAS knows some ten kinds of files. */
    static final int MAX_ITEMS = 100;

    private static final int MAX_FIELDS = 40;
    private static final int MAX_VALUE = 300;

    private final VersionVerdicts verdicts;
    private final BlobInventory inventory;
    private final MirrorView view;
    private final MaasProfile readers;

    /** @param readers the releases of MAAS that read the mirror */
    ProductDetails(MirrorSnapshot snapshot, MirrorView view, Set<Sha256> failed, MaasProfile readers) {
        this.readers = readers;
        this.verdicts = new VersionVerdicts(view, snapshot, failed);
        this.inventory = snapshot.inventory();
        this.view = view;
    }

    ProductInfo of(MirrorName mirror, KnownProduct product) {
        return new ProductInfo(
                mirror,
                ProductId.of(product.stream(), product.name()),
                SafeText.line(product.stream(), ImageFields.MAX_NAME),
                SafeText.line(product.name(), ImageFields.MAX_NAME),
                product.fields().title(),
                product.fields().architecture(),
                origin(product),
                fields(product.fields().fields()),
                product.shown().map(shown -> MaasFitness.check(shown, readers)).orElse(List.of()),
                product.versions().stream()
                        .limit(MAX_VERSIONS)
                        .map(version -> version(product, version))
                        .toList());
    }

    private String origin(KnownProduct product) {
        if (product.own()) {
            return "operator";
        }
        return view.promotion() == null ? "upstream" : "promotion";
    }

    private static SortedMap<String, String> fields(Map<String, String> fields) {
        var shown = new TreeMap<String, String>();
        fields.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .limit(MAX_FIELDS)
                .forEach(field -> shown.put(
                        SafeText.line(field.getKey(), ImageFields.MAX_TEXT),
                        SafeText.line(field.getValue(), MAX_VALUE)));
        return shown;
    }

    private ProductVersion version(KnownProduct product, VersionName name) {
        Version wanted = product.wanted(name);
        Version listed = product.listed(name);
        Verdict verdict = verdicts.of(product, wanted, listed);
        // What is published counts, unless newer content of the same name is on its way.
        Version shown = verdict.published() || wanted == null ? Objects.requireNonNull(listed) : wanted;
        return new ProductVersion(
                SafeText.line(name, ImageFields.MAX_TEXT),
                verdict.state(),
                verdict.published(),
                bytes(shown),
                verdict.percent(),
                verdict.reason(),
                shown.items().values().stream()
                        .filter(item -> item.payload() != null)
                        .limit(MAX_ITEMS)
                        .map(item -> item(item, Objects.requireNonNull(item.payload())))
                        .toList());
    }

    private static long bytes(Version version) {
        var sizes = new HashMap<Sha256, Long>();
        StoredBlobs.payloads(version).forEach(payload -> sizes.put(payload.sha256(), payload.size()));
        return sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    private ProductItem item(Item item, Payload payload) {
        boolean stored = inventory.contains(payload.sha256(), payload.size());
        return new ProductItem(
                SafeText.line(item.name(), ImageFields.MAX_TEXT),
                SafeText.line(payload.path(), MAX_VALUE),
                payload.size(),
                payload.sha256().hex(),
                stored,
                stored ? inventory.storedAt(payload.sha256()).orElse(null) : null);
    }
}
