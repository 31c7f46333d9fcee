package io.streammirror.publisher.assemble;

import io.streammirror.catalog.CatalogStream;
import io.streammirror.maas.MaasCompatibility;
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

/** The candidates of one stream: its selected versions that MAAS accepts, and the listed ones that it could keep. */
final class StreamPlan {
    /**
     * One selected product.
     *
     * @param base the product with the fields it is to have
     * @param selected how many versions are to be listed, whether MAAS takes them or not
     * @param fit selected versions that MAAS takes, with the content that the catalog gives them
     * @param kept published versions, selected or not, whose published content is still stored
     */
    record ProductPlan(Product base, int selected, Map<VersionName, Version> fit, TreeMap<VersionName, Version> kept) {}

    private final CatalogStream source;
    private final MaasCompatibility fitness;
    private final StoredBlobs stored;
    private final Quarantine quarantine;
    private final List<ProductPlan> products = new ArrayList<>();
    private final List<WithheldVersion> withheld = new ArrayList<>();

    StreamPlan(PlannedStream stream, MaasCompatibility fitness, StoredBlobs stored, Quarantine quarantine) {
        this.source = stream.source();
        ProductsDocument former = stream.former();
        this.fitness = fitness;
        this.stored = stored;
        this.quarantine = quarantine;
        source.selected()
                .products()
                .forEach((name, product) ->
                        plan(product, former == null ? null : former.products().get(name), stream.quota(name)));
    }

    private void plan(Product selected, @Nullable Product published, int quota) {
        boolean keepable = published != null
                && fitness.problem(published).isEmpty()
                && !quarantine.isBarred(contentId(), selected.name());
        var kept = new TreeMap<VersionName, Version>();
        if (published != null && keepable) {
            published.versions().forEach((name, version) -> {
                if (fitness.problem(version).isEmpty() && stored.containsAllOf(version)) {
                    kept.put(name, version);
                }
            });
        }
        var problem = fitness.problem(selected).or(() -> quarantine.withheld(contentId(), selected.name()));
        var fit = new TreeMap<VersionName, Version>();
        selected.versions().forEach((name, version) -> problem.or(() -> fitness.problem(version))
                .ifPresentOrElse(
                        reason -> withheld.add(new WithheldVersion(contentId(), selected.name(), name, reason)),
                        () -> fit.put(name, version)));
        if (problem.isEmpty()) {
            products.add(new ProductPlan(selected, quota, fit, kept));
        } else if (published != null && keepable) {
            products.add(new ProductPlan(published, quota, fit, kept));
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
