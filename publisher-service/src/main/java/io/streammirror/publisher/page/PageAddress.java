package io.streammirror.publisher.page;

import io.streammirror.mirror.MirrorName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The address of a page: {@code /}, {@code /ui/KIND}, {@code /ui/mirrors/MIRROR} or {@code /ui/mirrors/MIRROR/KIND}.
 *
 * @param mirror that the page is about; empty for a page of the site
 */
public record PageAddress(PageKind kind, Optional<MirrorName> mirror) {
    /** The path above all pages but the front page; no mirror can be served there. */
    public static final String BASE = "/ui/";

    private static final String MIRRORS = "mirrors";

    public static final PageAddress FRONT = new PageAddress(PageKind.OVERVIEW, Optional.empty());

    public PageAddress {
        if (kind.ofMirror() != mirror.isPresent()) {
            throw new IllegalArgumentException("page " + kind + " of mirror " + mirror + " cannot be");
        }
    }

    public static PageAddress of(PageKind kind, MirrorName mirror) {
        return new PageAddress(kind, Optional.of(mirror));
    }

    /** Reads a decoded path; empty for one that is no page's. A slash at the end makes no difference. */
    public static Optional<PageAddress> parse(String path) {
        if (path.equals("/")) {
            return Optional.of(FRONT);
        }
        if (!path.startsWith(BASE)) {
            return Optional.empty();
        }
        List<String> segments =
                Arrays.stream(path.substring(BASE.length()).split("/", -1)).toList();
        int end = segments.size() - 1;
        if (segments.get(end).isEmpty()) {
            segments = segments.subList(0, end);
        }
        if (segments.size() == 1) {
            return PageKind.of(false, segments.get(0))
                    .filter(kind -> kind != PageKind.OVERVIEW)
                    .map(kind -> new PageAddress(kind, Optional.empty()));
        }
        if (segments.size() > 3 || segments.isEmpty() || !segments.get(0).equals(MIRRORS)) {
            return Optional.empty();
        }
        Optional<MirrorName> mirror = name(segments.get(1));
        String last = segments.size() == 3 ? segments.get(2) : "";
        return mirror.flatMap(name -> PageKind.of(true, last).map(kind -> of(kind, name)));
    }

    private static Optional<MirrorName> name(String text) {
        try {
            return Optional.of(new MirrorName(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** The path below the root of the site, without a slash at the beginning; all of it may stand in a URL as it is. */
    public String path() {
        if (mirror.isEmpty()) {
            return kind.segment().isEmpty() ? "" : BASE.substring(1) + kind.segment();
        }
        String base = BASE.substring(1) + MIRRORS + "/" + mirror.get();
        return kind.segment().isEmpty() ? base : base + "/" + kind.segment();
    }
}
