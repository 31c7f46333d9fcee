package io.streammirror.publisher.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frame around the content of every page; the record behind the name {@code page} in templates.
 *
 * @param title of the window
 * @param root see {@link PageRequest#root}
 * @param site the pages of the site
 * @param mirror the mirror that the page is about; null for a page of the site
 * @param tabs the pages of that mirror
 * @param ageSeconds answers may be up to this old, so a part that is loaded sooner after an event may not show it
 * @param operators whether the reader may know everything
 */
public record PageFrame(
        String title,
        String root,
        String style,
        String icon,
        List<String> scripts,
        List<Entry> site,
        @Nullable String mirror,
        @Nullable String mirrorLink,
        List<Entry> tabs,
        long ageSeconds,
        boolean operators) {
    public PageFrame {
        scripts = List.copyOf(scripts);
        site = List.copyOf(site);
        tabs = List.copyOf(tabs);
    }

    /**
     * A link of the navigation.
     *
     * @param current value of {@code aria-current}: {@code page} for the page that is shown, {@code true} for the one that led to it;
     *     null for all others
     */
    public record Entry(String label, String link, @Nullable String current) {}
}
