package io.streammirror.publisher.page.playground;

import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.VersionName;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A product that upstream offers.
 *
 * @param fields of the product and its document, those that are scalars, as text
 * @param versions oldest first
 */
record OfferedProduct(
        ContentId stream,
        ProductName name,
        Map<String, String> fields,
        SortedMap<VersionName, List<OfferedItem>> versions) {
    OfferedProduct {
        fields = Map.copyOf(fields);
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    }
}
