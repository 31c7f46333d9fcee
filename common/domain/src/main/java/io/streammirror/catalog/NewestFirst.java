package io.streammirror.catalog;

import io.streammirror.simplestreams.Item;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which blobs are asked for, so that the first complete versions go live early.
 *
 * <p>Bootloaders come first: they are small, and no machine boots without them. Then the newest version of every product,
 * then the second newest of every product, and so on.
 */
public final class NewestFirst {
    private static final String BOOTLOADER_FIELD = "bootloader-type";

    private NewestFirst() {}

    public static List<WantedBlob> order(Catalog catalog) {
        var bootloaders = new ArrayList<List<Version>>();
        var images = new ArrayList<List<Version>>();
        for (CatalogStream stream : catalog.streams().values()) {
            var group = hasBootloaders(stream.selected()) ? bootloaders : images;
            stream.selected().products().values().forEach(product -> group.add(newestFirst(product)));
        }
        var order = new LinkedHashSet<Sha256>();
        addByRank(bootloaders, order);
        addByRank(images, order);
        Map<Sha256, WantedBlob> blobs = catalog.blobs();
        return order.stream().map(blobs::get).toList();
    }

    private static void addByRank(List<List<Version>> products, Set<Sha256> order) {
        int ranks = products.stream().mapToInt(List::size).max().orElse(0);
        for (int rank = 0; rank < ranks; rank++) {
            for (List<Version> versions : products) {
                if (rank < versions.size()) {
                    addBlobs(versions.get(rank), order);
                }
            }
        }
    }

    private static void addBlobs(Version version, Set<Sha256> order) {
        for (Item item : version.items().values()) {
            var payload = item.payload();
            if (payload != null) {
                order.add(payload.sha256());
            }
        }
    }

    private static List<Version> newestFirst(Product product) {
        var versions = new ArrayList<>(product.versions().values());
        Collections.reverse(versions);
        return versions;
    }

    private static boolean hasBootloaders(ProductsDocument document) {
        return document.header().has(BOOTLOADER_FIELD)
                || document.products().values().stream().anyMatch(NewestFirst::isBootloader);
    }

    private static boolean isBootloader(Product product) {
        return product.fields().has(BOOTLOADER_FIELD)
                || product.versions().values().stream()
                        .flatMap(version -> version.items().values().stream())
                        .anyMatch(item -> item.fields().has(BOOTLOADER_FIELD));
    }
}
