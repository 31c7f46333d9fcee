package io.streammirror.publisher.page.playground;

import io.streammirror.api.UnselectedList;
import io.streammirror.api.UnselectedList.UnselectedProduct;
import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogStream;
import io.streammirror.config.MirrorSettings;
import io.streammirror.publisher.page.images.ImageFields;
import io.streammirror.publisher.page.images.PageOf;
import io.streammirror.publisher.snapshot.ReadCatalog;
import io.streammirror.selection.StreamPatterns;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.VersionName;
import io.streammirror.text.SafeText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Lists what upstream offers and no selection takes. */
final class NotSelected {
    static final int ROWS = 50;

    static final String PARTIAL = "Only documents of selected streams are stored for this state of upstream;"
            + " the next accepted state shows all streams.";

    private static final Comparator<UnselectedProduct> ORDER = Comparator.comparing(UnselectedProduct::system)
            .thenComparing(UnselectedProduct::title, Comparator.reverseOrder())
            .thenComparing(UnselectedProduct::architecture)
            .thenComparing(UnselectedProduct::kernel)
            .thenComparing(UnselectedProduct::product);

    private final Catalog catalog;
    private final Set<Sha256> wanted;
    private final StreamPatterns excluded;
    private final Set<Sha256> all = new HashSet<>();
    private final List<UnselectedProduct> products = new ArrayList<>();
    private long bytes;

    private NotSelected(MirrorSettings settings, ReadCatalog catalog) {
        this.catalog = catalog.catalog();
        this.wanted = catalog.blobs().keySet();
        this.excluded = StreamPatterns.of(settings.excludeStreams());
    }

    /**
     * One page of it.
     *
     * @param search only products of which one of the texts contains this, whatever the case; empty for all
     * @param page from 1; a page beyond the last one is the last one
     */
    static UnselectedList list(
            MirrorSettings settings, ReadCatalog catalog, UpstreamOffer offer, String search, int page) {
        var list = new NotSelected(settings, catalog);
        offer.products().forEach(list::add);
        String wanted = search.strip().toLowerCase(Locale.ROOT);
        List<UnselectedProduct> found = list.products.stream()
                .filter(product -> matches(product, wanted))
                .sorted(ORDER)
                .toList();
        PageOf<UnselectedProduct> rows = PageOf.of(found, page, ROWS);
        return new UnselectedList(
                settings.name(),
                found.size(),
                rows.number(),
                rows.pages(),
                list.bytes,
                offer.whole() ? null : PARTIAL,
                rows.rows());
    }

    private static boolean matches(UnselectedProduct product, String search) {
        return search.isEmpty()
                || (product.product() + " " + product.system() + " " + product.title() + " " + product.architecture())
                        .toLowerCase(Locale.ROOT)
                        .contains(search);
    }

    private void add(OfferedProduct product) {
        Set<VersionName> selected = selected(product);
        var rest = new TreeMap<VersionName, List<OfferedItem>>(product.versions());
        rest.keySet().removeAll(selected);
        if (rest.isEmpty()) {
            return;
        }
        var fields = new ImageFields(product.fields());
        products.add(new UnselectedProduct(
                SafeText.line(product.stream(), ImageFields.MAX_NAME),
                SafeText.line(product.name(), ImageFields.MAX_NAME),
                fields.system(),
                fields.title(),
                fields.architecture(),
                fields.kernel(),
                SafeText.line(rest.lastKey(), ImageFields.MAX_TEXT),
                rest.size(),
                bytes(rest),
                reason(product, selected, rest)));
    }

    private Set<VersionName> selected(OfferedProduct product) {
        CatalogStream stream = catalog.streams().get(product.stream());
        Product known = stream == null ? null : stream.selected().products().get(product.name());
        return known == null ? Set.of() : known.versions().keySet();
    }

    /** The bytes that these versions would add to the mirror. */
    private long bytes(Map<VersionName, List<OfferedItem>> versions) {
        var ofProduct = new HashSet<Sha256>();
        long sum = 0;
        for (List<OfferedItem> items : versions.values()) {
            for (OfferedItem item : items) {
                Sha256 content = item.content();
                if (content != null && !wanted.contains(content)) {
                    sum += ofProduct.add(content) ? item.size() : 0;
                    bytes += all.add(content) ? item.size() : 0;
                }
            }
        }
        return sum;
    }

    private String reason(
            OfferedProduct product, Set<VersionName> selected, SortedMap<VersionName, List<OfferedItem>> rest) {
        if (excluded.test(product.stream())) {
            return "exclude-streams leaves its stream out";
        }
        if (selected.isEmpty()) {
            return "no selection takes it";
        }
        boolean older = selected.stream().allMatch(version -> version.compareTo(rest.lastKey()) > 0);
        return older ? "superseded: newer versions fill max" : "no selection takes these versions";
    }
}
