package io.streammirror.publisher.page.images;

import io.streammirror.api.ImageInfo;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The columns by which images can be sorted. */
public enum ImageSort {
    TITLE(Comparator.comparing(ImageInfo::title)),
    ARCHITECTURE(Comparator.comparing(ImageInfo::architecture)),
    SIZE(Comparator.comparingLong(ImageInfo::bytes)),
    VERSION(Comparator.comparing(ImageInfo::version, Comparator.nullsLast(Comparator.naturalOrder()))),
    STATUS(Comparator.comparing(ImageInfo::state)),
    SINCE(Comparator.comparing(ImageInfo::since, Comparator.nullsLast(Comparator.naturalOrder()))),
    SUPPORT(Comparator.comparing(ImageInfo::supportEol, Comparator.nullsLast(Comparator.naturalOrder())));

    @SuppressWarnings("ImmutableEnumChecker") // comparators have no state
    private final Comparator<ImageInfo> comparator;

    ImageSort(Comparator<ImageInfo> comparator) {
        this.comparator = comparator;
    }

    Comparator<ImageInfo> comparator() {
        return comparator;
    }

    /** As in a URL. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Null for a word that names none. */
    static @Nullable ImageSort of(String label) {
        return Arrays.stream(values())
                .filter(sort -> sort.label().equals(label))
                .findFirst()
                .orElse(null);
    }
}
