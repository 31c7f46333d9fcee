package io.streammirror.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.maas.ListedItem;
import io.streammirror.simplestreams.ItemPath;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which items are read whole without being asked to: the smallest ones, up to a number and an amount that no server minds. */
final class ItemSample {
    static final int MAX_FILES = 64;
    static final long MAX_BYTES = 16_000_000;

    private ItemSample() {}

    static Map<ItemPath, ListedItem> of(Map<ItemPath, ListedItem> asked) {
        List<Map.Entry<ItemPath, ListedItem>> smallestFirst = asked.entrySet().stream()
                .filter(item -> item.getValue().impactWhenLost().breaks() && size(item.getValue()) >= 0)
                .sorted(Comparator.comparingLong(item -> size(item.getValue())))
                .limit(MAX_FILES)
                .toList();
        var sample = new LinkedHashMap<ItemPath, ListedItem>();
        long bytes = 0;
        for (Map.Entry<ItemPath, ListedItem> item : smallestFirst) {
            bytes += size(item.getValue());
            if (bytes <= MAX_BYTES) {
                sample.put(item.getKey(), item.getValue());
            }
        }
        return sample;
    }

    private static long size(ListedItem item) {
        JsonNode size = item.fields().path("size");
        return size.isIntegralNumber() && size.canConvertToLong() ? size.longValue() : -1;
    }
}
