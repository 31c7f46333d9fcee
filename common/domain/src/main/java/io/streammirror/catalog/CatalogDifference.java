package io.streammirror.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.streammirror.simplestreams.Payload;
import io.streammirror.simplestreams.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The difference of two catalogs, item by item. A change within a known version counts too, which the reference never
 * reads again.
 *
 * @param before revision of the earlier catalog; absent if there is none
 * @param after revision of the later one
 * @param added items of the later catalog alone, in the order of stream, product, version and item, as all lists here
 * @param changed items of both with another payload
 * @param removed items of the earlier catalog alone
 */
public record CatalogDifference(
        @Nullable Sha256 before,
        Sha256 after,
        List<CatalogItem> added,
        List<Changed> changed,
        List<CatalogItem> removed) {
    public CatalogDifference {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
    }

    /** An item whose payload is another one now. */
    public record Changed(CatalogItem item, Payload before) {
        public Changed {
            if (item.payload().equals(before)) {
                throw new IllegalArgumentException("item " + item + " has not changed");
            }
        }
    }

    /** The difference of a catalog to itself. */
    public static CatalogDifference none(Sha256 revision) {
        return new CatalogDifference(revision, revision, List.of(), List.of(), List.of());
    }

    public static CatalogDifference between(@Nullable Catalog before, Catalog after) {
        var earlier = new TreeMap<CatalogItem, Payload>(CatalogItem.BY_IDENTITY);
        if (before != null) {
            before.items().forEach(item -> earlier.put(item, item.payload()));
        }
        var added = new ArrayList<CatalogItem>();
        var changed = new ArrayList<Changed>();
        after.items().forEach(item -> {
            Payload was = earlier.remove(item);
            if (was == null) {
                added.add(item);
            } else if (!was.equals(item.payload())) {
                changed.add(new Changed(item, was));
            }
        });
        return new CatalogDifference(
                before == null ? null : before.revision(),
                after.revision(),
                added,
                changed,
                List.copyOf(earlier.keySet()));
    }

    /** Whether all items are the same; other fields of the documents may still differ. */
    @JsonIgnore
    public boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
    }
}
