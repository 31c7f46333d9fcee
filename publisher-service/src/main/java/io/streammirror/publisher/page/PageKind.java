package io.streammirror.publisher.page;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The pages that there are, in the order of the navigation. */
public enum PageKind {
    /** The site's front page. */
    OVERVIEW(false, "", "Overview"),
    READERS(false, "readers", "Readers"),
    /** The mirrors share one store. */
    STORAGE(false, "storage", "Storage"),
    /** The front page of one mirror. */
    MIRROR(true, "", "Summary"),
    IMAGES(true, "images", "Images"),
    /** One product with its versions and items; reached from the images. */
    PRODUCT(true, "product", ""),
    NOT_SELECTED(true, "not-selected", "Not selected"),
    /** Tries other selections. */
    PLAYGROUND(true, "playground", "Try selections"),
    HISTORY(true, "history", "History"),
    FAILURES(true, "failures", "Failures");

    private final boolean ofMirror;
    private final String segment;
    private final String label;

    PageKind(boolean ofMirror, String segment, String label) {
        this.ofMirror = ofMirror;
        this.segment = segment;
        this.label = label;
    }

    /** Whether there is one for each mirror. */
    public boolean ofMirror() {
        return ofMirror;
    }

    /** The last segment of the address; empty for a front page. */
    public String segment() {
        return segment;
    }

    /** The word of the navigation; empty for a page that the navigation does not show. */
    public String label() {
        return label;
    }

    /** The page of the navigation that leads to this one; empty for a page that the navigation shows. */
    public Optional<PageKind> parent() {
        return this == PRODUCT ? Optional.of(IMAGES) : Optional.empty();
    }

    static List<PageKind> all(boolean ofMirror) {
        return Arrays.stream(values()).filter(kind -> kind.ofMirror == ofMirror).toList();
    }

    static Optional<PageKind> of(boolean ofMirror, String segment) {
        return all(ofMirror).stream()
                .filter(kind -> kind.segment.equals(segment))
                .findFirst();
    }
}
