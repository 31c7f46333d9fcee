package io.streammirror.publisher.serve;

import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.PathEncoding;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Plain pages for people: what is mirrored, and what lies in a directory. Links are absolute, so any spelling of a path works. */
final class Pages {
    private static final int KILO = 1000;
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

    private Pages() {}

    static String front(ServedTree tree, Function<MirrorName, List<String>> warnings) {
        var body = new StringBuilder("<h1>Stream Mirror</h1>\n");
        for (MirrorTree mirror : tree.mirrors()) {
            body.append("<h2>")
                    .append(link(mirror.base() + "/", mirror.name().value()))
                    .append("</h2>\n");
            body.append(mirror.live()
                    .map(live -> "<p>" + link(mirror.base() + "/streams/v1/index.sjson", "index.sjson") + ": "
                            + live.counts().products() + " products, "
                            + live.counts().versions() + " versions, "
                            + live.counts().items() + " items, published " + live.updated() + "</p>\n")
                    .orElse("<p>Nothing is published yet.</p>\n"));
            warnings.apply(mirror.name()).forEach(warning -> body.append("<p class=\"warning\">")
                    .append(escape(warning))
                    .append("</p>\n"));
        }
        body.append("<h2>Keyring</h2>\n<p>")
                .append(link(PublicSite.KEYRING, "mirror.gpg"))
                .append(" (for MAAS and gpgv), ")
                .append(link(PublicSite.ARMORED_KEYRING, "mirror.asc"))
                .append(" (for people)</p>\n");
        return page("Stream Mirror", body);
    }

    static String directory(MirrorTree mirror, String path, Directory directory) {
        String here = mirror.base() + "/" + path;
        var body = new StringBuilder("<h1>" + escape(here) + "</h1>\n<table>\n");
        body.append(row(link(parent(mirror, path), ".."), ""));
        for (Map.Entry<String, Optional<ServedFile>> child :
                directory.children().entrySet()) {
            body.append(row(
                    link(here + child.getKey(), child.getKey()),
                    child.getValue().map(file -> size(file.size())).orElse("")));
        }
        return page(here, body.append("</table>\n"));
    }

    private static String parent(MirrorTree mirror, String path) {
        if (path.isEmpty()) {
            return "/";
        }
        return mirror.base() + "/" + path.substring(0, path.lastIndexOf('/', path.length() - 2) + 1);
    }

    private static String row(String name, String size) {
        return "<tr><td>" + name + "</td><td>" + size + "</td></tr>\n";
    }

    private static String link(String path, String text) {
        return "<a href=\"" + escape(PathEncoding.encode(path)) + "\">" + escape(text) + "</a>";
    }

    private static String page(String title, CharSequence body) {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" + escape(title) + "</title>\n"
                + "<style>body{font-family:sans-serif;margin:2em}td{padding:.1em 2em .1em 0}"
                + "td+td{text-align:right}.warning{border-left:.3em solid #c60;padding-left:.7em}</style>\n</head>\n<body>\n"
                + body + "</body>\n</html>\n";
    }

    /** Bytes as people read them, in powers of ten. */
    static String size(long bytes) {
        if (bytes < KILO) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        while (value >= KILO && unit < UNITS.length - 1) {
            value /= KILO;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
