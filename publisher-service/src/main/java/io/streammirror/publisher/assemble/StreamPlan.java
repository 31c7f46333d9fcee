package io.streammirror.publisher.assemble;

import io.streammirror.catalog.CatalogStream;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Version;
import io.streammirror.simplestreams.VersionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one stream could list: its selected versions that MAAS takes, and those it lists already and could keep. */
final class StreamPlan {
    /**
     * One selected product.
     *
     * @param base the product with the fields it is to have
     * @param selected how many versions the catalog selects, whether MAAS takes them or not
     * @param fit selected versions that MAAS takes, with the content that the catalog gives them
     * @param kept published versions, selected or not, whose published content is still stored
     */
    record ProductPlan(Product base, int selected, Map<VersionName, Version> fit, TreeMap<VersionName, Version> kept) {}

    private final CatalogStream source;
    private final Fitness fitness;
    private final StoredBlobs stored;
    private final List<ProductPlan> products = new ArrayList<>();
    private final List<WithheldVersion> withheld = new ArrayList<>();

    StreamPlan(CatalogStream source, @Nullable ProductsDocument previous, Fitness fitness, StoredBlobs stored) {
        this.source = source;
        this.fitness = fitness;
        this.stored = stored;
        source.selected()
                .products()
                .forEach((name, product) -> plan(
                        product, previous == null ? null : previous.products().get(name)));
    }

    private void plan(Product selected, @Nullable Product published) {
        boolean keepable = published != null && fitness.problem(published).isEmpty();
        var kept = new TreeMap<VersionName, Version>();
        if (published != null && keepable) {
            published.versions().forEach((name, version) -> {
                if (fitness.problem(version).isEmpty() && stored.containsAllOf(version)) {
                    kept.put(name, version);
                }
            });
        }
        var problem = fitness.problem(selected);
        var fit = new TreeMap<VersionName, Version>();
        selected.versions().forEach((name, version) -> problem.or(() -> fitness.problem(version))
                .ifPresentOrElse(
                        reason -> withheld.add(new WithheldVersion(contentId(), selected.name(), name, reason)),
                        () -> fit.put(name, version)));
        if (problem.isEmpty()) {
            products.add(new ProductPlan(selected, selected.versions().size(), fit, kept));
        } else if (published != null && keepable) {
            products.add(new ProductPlan(published, selected.versions().size(), fit, kept));
        }
    }

    ContentId contentId() {
        return source.contentId();
    }

    CatalogStream source() {
        return source;
    }

    List<ProductPlan> products() {
        return products;
    }

    List<WithheldVersion> withheld() {
        return withheld;
    }

    VersionKey key(ProductName product, VersionName version) {
        return new VersionKey(contentId(), product, version);
    }
}
