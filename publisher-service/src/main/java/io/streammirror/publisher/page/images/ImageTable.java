package io.streammirror.publisher.page.images;

import io.streammirror.api.ImageInfo;
import io.streammirror.api.VersionState;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All images of a mirror as one check of log and store found them.
 *
 * @param images grouped by system; in a group the newest release first
 * @param products by their ids
 */
record ImageTable(List<ImageInfo> images, Map<String, KnownProduct> products) {
    static final Comparator<ImageInfo> ORDER = Comparator.comparing(
                    (ImageInfo image) -> ImageFields.groupOrder(image.system()))
            .thenComparing(ImageInfo::title, Comparator.reverseOrder())
            .thenComparing(ImageInfo::architecture)
            .thenComparing(ImageInfo::label);

    ImageTable {
        images = images.stream().sorted(ORDER).toList();
        products = Map.copyOf(products);
    }

    /** How many images are in each state, those that need an operator first. */
    SortedMap<VersionState, Integer> states() {
        var states = new TreeMap<VersionState, Integer>();
        images.forEach(image -> states.merge(image.state(), 1, Integer::sum));
        return Collections.unmodifiableSortedMap(states);
    }
}
