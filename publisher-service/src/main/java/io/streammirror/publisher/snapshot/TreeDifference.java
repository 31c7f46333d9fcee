package io.streammirror.publisher.snapshot;

import io.streammirror.publisher.assemble.PreviousTree;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemName;
import io.streammirror.simplestreams.Payload;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.VersionName;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The difference between the versions of two publications.
 *
 * @param changed versions that both list, with other content
 * @param itemsAdded items of the later one that the earlier one does not have with this content
 * @param bytesAdded of contents that only the later one has, each once
 */
public record TreeDifference(
        List<ListedProduct> productsAdded,
        List<ListedProduct> productsRemoved,
        List<ListedVersion> versionsAdded,
        List<ListedVersion> versionsRemoved,
        List<ListedVersion> changed,
        long itemsAdded,
        long itemsRemoved,
        long bytesAdded,
        long bytesRemoved) {
    /** A product, by its place. */
    public record ListedProduct(ContentId stream, ProductName product) implements Comparable<ListedProduct> {
        private static final Comparator<ListedProduct> ORDER =
                Comparator.comparing((ListedProduct of) -> of.stream).thenComparing(of -> of.product);

        @Override
        public int compareTo(ListedProduct other) {
            return ORDER.compare(this, other);
        }
    }

    /** A version, by its place. */
    public record ListedVersion(ContentId stream, ProductName product, VersionName version)
            implements Comparable<ListedVersion> {
        private static final Comparator<ListedVersion> ORDER = Comparator.comparing((ListedVersion of) -> of.stream)
                .thenComparing(of -> of.product)
                .thenComparing(of -> of.version);

        @Override
        public int compareTo(ListedVersion other) {
            return ORDER.compare(this, other);
        }
    }

    private record ItemKey(ListedVersion version, ItemName item) {}

    public TreeDifference {
        productsAdded = List.copyOf(productsAdded);
        productsRemoved = List.copyOf(productsRemoved);
        versionsAdded = List.copyOf(versionsAdded);
        versionsRemoved = List.copyOf(versionsRemoved);
        changed = List.copyOf(changed);
    }

    /** The difference between an earlier publication and a later one. */
    public static TreeDifference between(PreviousTree earlier, PreviousTree later) {
        var before = new Contents(earlier);
        var after = new Contents(later);
        Set<ItemKey> added = after.itemsUnlike(before);
        Set<ItemKey> removed = before.itemsUnlike(after);
        SortedSet<ListedVersion> touched = new TreeSet<>();
        added.forEach(item -> touched.add(item.version()));
        removed.forEach(item -> touched.add(item.version()));
        touched.removeIf(version -> !before.versions.contains(version) || !after.versions.contains(version));
        return new TreeDifference(
                only(after.products, before.products),
                only(before.products, after.products),
                only(after.versions, before.versions),
                only(before.versions, after.versions),
                List.copyOf(touched),
                added.size(),
                removed.size(),
                after.bytesWithout(before),
                before.bytesWithout(after));
    }

    private static <T> List<T> only(SortedSet<T> here, Set<T> there) {
        return here.stream().filter(Predicate.not(there::contains)).toList();
    }

    /** The content of a tree, in sets. */
    private static final class Contents {
        private final SortedSet<ListedProduct> products = new TreeSet<>();
        private final SortedSet<ListedVersion> versions = new TreeSet<>();
        private final Map<ItemKey, Sha256> items = new HashMap<>();
        private final Map<Sha256, Long> sizes = new HashMap<>();

        Contents(PreviousTree tree) {
            tree.documents().forEach((stream, document) -> document.products().forEach((name, product) -> {
                products.add(new ListedProduct(stream, name));
                product.versions().forEach((versionName, version) -> {
                    var key = new ListedVersion(stream, name, versionName);
                    versions.add(key);
                    version.items().forEach((item, content) -> add(new ItemKey(key, item), content.payload()));
                });
            }));
        }

        private void add(ItemKey key, @Nullable Payload payload) {
            if (payload != null) {
                items.put(key, payload.sha256());
                sizes.put(payload.sha256(), payload.size());
            }
        }

        Set<ItemKey> itemsUnlike(Contents other) {
            return items.entrySet().stream()
                    .filter(item -> !Objects.equals(item.getValue(), other.items.get(item.getKey())))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }

        long bytesWithout(Contents other) {
            return sizes.entrySet().stream()
                    .filter(blob -> !other.sizes.containsKey(blob.getKey()))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }
    }
}
