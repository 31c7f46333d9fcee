package io.streammirror.publisher.serve;

import io.streammirror.publisher.page.PageContent;
import io.streammirror.publisher.page.PageRequest;
import io.streammirror.publisher.page.PageText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows what lies directly in a directory of a mirror's live tree. */
final class DirectoryPage {
    private DirectoryPage() {}

    static PageContent content(PageRequest request, PublicResponse.DirectoryIndex listing) {
        String here = listing.mirror().base() + "/" + listing.path();
        var entries = new ArrayList<Entry>();
        for (Map.Entry<String, Optional<ServedFile>> child :
                listing.directory().children().entrySet()) {
            String name = child.getKey();
            entries.add(new Entry(
                    name,
                    request.link(here + name),
                    child.getValue().map(file -> PageText.size(file.size())).orElse(""),
                    child.getValue().map(file -> file.sha256().hex()).orElse(""),
                    child.getValue().isEmpty()));
        }
        return new PageContent(
                "listing",
                here,
                new View(
                        steps(request, listing),
                        up(request, listing),
                        entries,
                        listing.directory().cut()));
    }

    /** The way from the mirror's own directory to this one. */
    private static List<Breadcrumb> steps(PageRequest request, PublicResponse.DirectoryIndex listing) {
        var steps = new ArrayList<Breadcrumb>();
        String path = listing.mirror().base() + "/";
        steps.add(new Breadcrumb(listing.mirror().base(), request.link(path)));
        for (String segment : listing.path().split("/", -1)) {
            if (!segment.isEmpty()) {
                path += segment + "/";
                steps.add(new Breadcrumb(segment, request.link(path)));
            }
        }
        return steps;
    }

    private static String up(PageRequest request, PublicResponse.DirectoryIndex listing) {
        String path = listing.path();
        if (path.isEmpty()) {
            return "";
        }
        int last = path.lastIndexOf('/', path.length() - 2);
        return request.link(listing.mirror().base() + "/" + path.substring(0, last + 1));
    }

    /**
     * A directory.
     *
     * @param up link to the directory around it; empty for that of the mirror
     * @param cut whether there are more entries than these
     */
    record View(List<Breadcrumb> steps, String up, List<Entry> entries, boolean cut) {}

    record Breadcrumb(String name, String link) {}

    /** A file, or a directory, whose name ends with a slash and which has neither size nor digest. */
    record Entry(String name, String link, String size, String digest, boolean directory) {}
}
