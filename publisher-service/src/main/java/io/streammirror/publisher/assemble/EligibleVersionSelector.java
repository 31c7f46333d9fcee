package io.streammirror.publisher.assemble;

import io.streammirror.catalog.CatalogStream;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Leaves out of a catalog what is too young to be listed. The operator's selections then choose among the rest. So the
 * newest that is old enough is listed, however many younger ones there are.
 *
 * <p>A version that is listed already is never too young. {@link ListingRequirements} decide whether its content may change now.
 */
public final class EligibleVersionSelector {
    private final PreviousTree live;
    private final StoredBlobs stored;
    private final PublicationDelay delay;
    private final UnaryOperator<ProductsDocument> wanted;
    private final Map<ContentId, Map<ProductName, Integer>> quotas = new HashMap<>();
    private final List<DelayedVersion> delayed = new ArrayList<>();

    private EligibleVersionSelector(
            PreviousTree live, StoredBlobs stored, PublicationDelay delay, UnaryOperator<ProductsDocument> wanted) {
        this.live = live;
        this.stored = stored;
        this.delay = delay;
        this.wanted = wanted;
    }

    /**
     * The versions of a catalog that can be listed now.
     *
     * @param streams of the catalog
     * @param acceptedAt when it became the one that is followed
     * @param live what is published
     * @param wanted the operator's selections
     */
    public static EligibleVersions offer(
            SortedMap<ContentId, CatalogStream> streams,
            Instant acceptedAt,
            PreviousTree live,
            ListingRequirements admission,
            UnaryOperator<ProductsDocument> wanted) {
        if (!admission.delay().delays()) {
            return EligibleVersions.all(streams, acceptedAt);
        }
        var selector = new EligibleVersionSelector(live, admission.stored(), admission.delay(), wanted);
        var offered = new TreeMap<ContentId, CatalogStream>();
        streams.forEach((contentId, stream) -> offered.put(contentId, selector.oldEnough(stream)));
        selector.delayed.sort(Comparator.comparing(DelayedVersion::until));
        return new EligibleVersions(offered, acceptedAt, selector.quotas, selector.delayed);
    }

    private CatalogStream oldEnough(CatalogStream stream) {
        ProductsDocument all = stream.selected();
        var old = new TreeMap<ProductName, Product>();
        all.products().forEach((name, product) -> old.put(name, withoutYoung(all.contentId(), product)));
        SortedMap<ProductName, Product> chosen =
                wanted.apply(all.withProducts(old)).products();
        SortedMap<ProductName, Product> chosenOfAll = wanted.apply(all).products();
        var counts = new HashMap<ProductName, Integer>();
        var products = new TreeMap<ProductName, Product>();
        all.products().forEach((name, product) -> {
            Product kept = chosen.get(name);
            products.put(name, kept == null ? product.withVersions(new TreeMap<>()) : kept);
            counts.put(
                    name,
                    Optional.ofNullable(chosenOfAll.get(name))
                            .orElse(product)
                            .versions()
                            .size());
        });
        quotas.put(all.contentId(), counts);
        return new CatalogStream(stream.path(), stream.document(), stream.entry(), all.withProducts(products));
    }

    private Product withoutYoung(ContentId stream, Product product) {
        var versions = new TreeMap<>(product.versions());
        versions.values().removeIf(version -> {
            Optional<Version> listed =
                    live.product(stream, product.name()).map(of -> of.versions().get(version.name()));
            boolean same = listed.map(VersionContent::of)
                    .filter(VersionContent.of(version)::equals)
                    .isPresent();
            boolean complete = stored.containsAllOf(version);
            boolean oldEnough = complete && delay.isOver(version);
            if (same || oldEnough) {
                return false;
            }
            if (complete) {
                delayed.add(new DelayedVersion(stream, product.name(), version.name(), delay.end(version)));
            }
            return listed.isEmpty();
        });
        return product.withVersions(versions);
    }
}
