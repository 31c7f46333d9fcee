package io.streammirror.publisher.page;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pages that a test does not look at, so that the navigation is as long as that of a publisher. */
public final class OtherPages {
    private OtherPages() {}

    /** These pages, and one without content of each other kind. */
    public static List<SitePage> with(List<? extends SitePage> pages) {
        Set<PageKind> kinds = pages.stream().map(SitePage::kind).collect(Collectors.toSet());
        return Stream.<SitePage>concat(
                        pages.stream(),
                        Arrays.stream(PageKind.values())
                                .filter(kind -> !kinds.contains(kind))
                                .map(EmptyPage::new))
                .toList();
    }

    private record EmptyPage(PageKind kind) implements SitePage {
        @Override
        public PageContent content(PageRequest request) {
            return new PageContent("error", "", new PageService.ErrorView("Empty", "", request.root()));
        }
    }
}
