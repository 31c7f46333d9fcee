package io.streammirror.publisher.page;

import io.streammirror.mirror.MirrorName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the frames of pages: navigation and the files they load. */
final class PageFrames {
    private static final String SITE = "Stream Mirror";

    private final PageAssets assets;
    private final Set<PageKind> kinds;

    /** @param kinds the pages that there are */
    PageFrames(PageAssets assets, Set<PageKind> kinds) {
        this.assets = assets;
        this.kinds = Set.copyOf(kinds);
    }

    /**
     * The frame of a page.
     *
     * @param address of the page; empty for one that the navigation does not have
     * @param mirror that the page is about; empty for a page of the site
     * @param age how old an answer may be
     */
    PageFrame frame(
            PageRequest request,
            String title,
            Optional<PageAddress> address,
            Optional<MirrorName> mirror,
            Duration age) {
        return new PageFrame(
                title.isEmpty() ? SITE : title + " · " + SITE,
                request.root(),
                request.root() + assets.path(PageAssets.STYLE),
                request.root() + assets.path(PageAssets.ICON),
                List.of(
                        request.root() + assets.path(PageAssets.HTMX),
                        request.root() + assets.path(PageAssets.HTMX_SSE),
                        request.root() + assets.path(PageAssets.LIVE)),
                entries(request, false, Optional.empty(), address),
                mirror.map(MirrorName::value).orElse(null),
                mirror.map(name -> request.link(PageAddress.of(PageKind.MIRROR, name)))
                        .orElse(null),
                mirror.isPresent() ? entries(request, true, mirror, address) : List.of(),
                age.toSeconds(),
                request.isForOperators());
    }

    private List<PageFrame.Entry> entries(
            PageRequest request, boolean ofMirror, Optional<MirrorName> mirror, Optional<PageAddress> current) {
        return PageKind.all(ofMirror).stream()
                .filter(kinds::contains)
                .filter(kind -> !kind.label().isEmpty())
                .map(kind -> new PageAddress(kind, mirror))
                .map(address -> new PageFrame.Entry(
                        address.kind().label(), request.link(address), currentWord(address, current)))
                .toList();
    }

    private static @Nullable String currentWord(PageAddress address, Optional<PageAddress> current) {
        if (current.filter(address::equals).isPresent()) {
            return "page";
        }
        boolean hasLedThere = current.filter(shown -> shown.kind().parent().equals(Optional.of(address.kind())))
                .isPresent();
        return hasLedThere ? "true" : null;
    }
}
