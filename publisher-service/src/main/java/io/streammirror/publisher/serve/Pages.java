package io.streammirror.publisher.serve;

import io.streammirror.publisher.state.MirrorMessages;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.PathEncoding;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.text.SafeText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Plain pages: what is mirrored, and what lies in a directory. Links are relative to the page, so they also work behind a reverse proxy
 * that serves the mirror below a path of its own; nothing is loaded from anywhere.
 */
final class Pages {
    private static final int KILO = 1000;
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final String STYLE = """
            :root{color-scheme:light dark;--quiet:#667;--line:#d8dae0;--link:#0b57b7;--card:#f6f7f9}
            @media(prefers-color-scheme:dark){:root{--quiet:#9aa;--line:#3a3d45;--link:#8ab8ff;--card:#1d1f24}}
            body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2.5rem auto;padding:0 1.2rem}
            h1{font-size:1.5rem;margin:.2rem 0 1rem;overflow-wrap:anywhere}
            h2{font-size:1.1rem;margin:0 0 .3rem}
            a{color:var(--link);text-decoration:none}
            a:hover{text-decoration:underline}
            p{margin:.3rem 0;overflow-wrap:anywhere}
            section{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.9rem 1.1rem;margin:1rem 0}
            .quiet,.lead{color:var(--quiet)}
            .warning{border-left:.3rem solid #c60;padding-left:.7rem}
            table{border-collapse:collapse;width:100%;table-layout:fixed}
            th,td{text-align:left;padding:.3rem 1rem .3rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
            th{color:var(--quiet);font-weight:500}
            th:nth-child(2),td:nth-child(2){text-align:right;width:7rem;white-space:nowrap;font-variant-numeric:tabular-nums}
            th:nth-child(3),td:nth-child(3){width:14rem;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;color:var(--quiet)}
            """;

    private Pages() {}

    static String front(ServedTree tree, MirrorMessages remarks) {
        var body = new StringBuilder(
                "<h1>Stream Mirror</h1>\n<p class=\"lead\">Boot sources for MAAS, served here.</p>\n");
        for (MirrorTree mirror : tree.mirrors()) {
            body.append("<section>\n<h2>")
                    .append(link(fromRoot(mirror.base()) + "/", mirror.name().value()))
                    .append("</h2>\n");
            body.append(mirror.live()
                    .map(live -> live(mirror, live))
                    .orElse("<p class=\"quiet\">Nothing is published yet.</p>\n"));
            remarks.notes(mirror.name()).forEach(note -> body.append(remark("quiet", note)));
            remarks.warnings(mirror.name()).forEach(warning -> body.append(remark("warning", warning)));
            body.append("</section>\n");
        }
        body.append("<section>\n<h2>Keyring</h2>\n<p>")
                .append(link(fromRoot(PublicSite.KEYRING), "mirror.gpg"))
                .append(" for MAAS and gpgv, ")
                .append(link(fromRoot(PublicSite.ARMORED_KEYRING), "mirror.asc"))
                .append(" as text</p>\n</section>\n");
        return page("Stream Mirror", body);
    }

    private static String live(MirrorTree mirror, ServedPublication live) {
        return "<p>" + live.counts().products() + " products, "
                + live.counts().versions() + " versions, "
                + live.counts().items() + " items<br>\n<span class=\"quiet\">published "
                + time(live.updated()) + "</span></p>\n" + own(live) + "<p>"
                + link(fromRoot(mirror.base()) + "/streams/v1/index.sjson", mirror.base() + "/streams/v1/index.sjson")
                + "</p>\n";
    }

    /** Readers of a mirror may take all of it for upstream's. */
    private static String own(ServedPublication live) {
        return live.own().isEmpty()
                ? ""
                : remark(
                        "quiet",
                        "Own images, not upstream's, in "
                                + live.own().stream().map(ContentId::value).collect(Collectors.joining(", ")) + ".");
    }

    private static String remark(String kind, String text) {
        return "<p class=\"" + kind + "\">" + escape(text) + "</p>\n";
    }

    /**
     * A listing.
     *
     * @param path below the base of the mirror: empty, or with a slash at the end
     * @param slash whether the page was asked for with a slash at the end, which decides what its links are relative to
     */
    static String directory(MirrorTree mirror, String path, boolean slash, Directory directory) {
        String here = mirror.base() + "/" + path;
        String mirrorFromHere = slash ? upwards(depth(path)) : lastSegment(mirror.base()) + "/";
        String rootFromHere = upwards(depth(here.substring(1)) - (slash ? 0 : 1));
        var body = new StringBuilder("<p class=\"quiet\">" + link(rootFromHere, "Stream Mirror") + " / "
                + link(mirrorFromHere, mirror.name().value()) + "</p>\n<h1>" + escape(here) + "</h1>\n<table>\n"
                + "<thead><tr><th>Name</th><th>Size</th><th>SHA-256</th></tr></thead>\n<tbody>\n");
        body.append(row(link(path.isEmpty() ? rootFromHere : "../", ".."), "", ""));
        for (Map.Entry<String, Optional<ServedFile>> child :
                directory.children().entrySet()) {
            body.append(row(
                    link((slash ? "./" : mirrorFromHere) + child.getKey(), child.getKey()),
                    child.getValue().map(file -> size(file.size())).orElse(""),
                    child.getValue().map(file -> digest(file.sha256())).orElse("")));
        }
        body.append("</tbody>\n</table>\n");
        if (directory.cut()) {
            body.append(remark("quiet", "There are more; the products documents list all of them."));
        }
        return page(here, body);
    }

    /** Whole in the text, so that it can be copied; the page shows as much as there is room for. */
    private static String digest(Sha256 sha256) {
        return "<code title=\"" + sha256 + "\">" + sha256 + "</code>";
    }

    private static String time(Instant at) {
        return "<time datetime=\"" + at + "\">" + TIME.format(at) + "</time>";
    }

    /** Of a path that the front page links to. */
    private static String fromRoot(String path) {
        return "." + path;
    }

    private static String upwards(int directories) {
        return directories == 0 ? "./" : "../".repeat(directories);
    }

    /** How many directories a path leads down. */
    private static int depth(String path) {
        return (int) path.chars().filter(c -> c == '/').count();
    }

    /** What a page that was asked for without a slash at the end is relative to. */
    private static String lastSegment(String base) {
        return "./" + base.substring(base.lastIndexOf('/') + 1);
    }

    private static String row(String name, String size, String digest) {
        return "<tr><td>" + name + "</td><td>" + size + "</td><td>" + digest + "</td></tr>\n";
    }

    private static String link(String path, String text) {
        return "<a href=\"" + escape(PathEncoding.encode(path)) + "\">" + escape(text) + "</a>";
    }

    private static String page(String title, CharSequence body) {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" + escape(title)
                + "</title>\n<style>\n"
                + STYLE + "</style>\n</head>\n<body>\n" + body + "</body>\n</html>\n";
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
        return SafeText.line(text, Integer.MAX_VALUE)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
