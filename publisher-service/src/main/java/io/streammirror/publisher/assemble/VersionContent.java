package io.streammirror.publisher.assemble;

import io.streammirror.simplestreams.ItemName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.Version;
import java.util.Map;
import java.util.TreeMap;

/** The bytes behind a version's items: two versions of one name are the same when these are. */
public record VersionContent(Map<ItemName, Sha256> items) {
    public VersionContent {
        items = Map.copyOf(items);
    }

    public static VersionContent of(Version version) {
        var items = new TreeMap<ItemName, Sha256>();
        version.items().forEach((name, item) -> {
            if (item.payload() != null) {
                items.put(name, item.payload().sha256());
            }
        });
        return new VersionContent(items);
    }
}
