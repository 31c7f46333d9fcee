package io.streammirror.publisher.page.overview;

import io.streammirror.publisher.page.PageText;
import java.util.List;

/**
 * How all mirrors are together.
 *
 * @param kind see {@link Health}
 */
record SiteHealth(String kind, String words) {
    static SiteHealth of(List<MirrorLine> mirrors) {
        long bad = mirrors.stream().filter(mirror -> mirror.health().isBad()).count();
        long ok = count(mirrors, "ok");
        if (bad > 0) {
            boolean failed = count(mirrors, "failed") > 0;
            return new SiteHealth(
                    failed ? "failed" : "held",
                    mirrors.size() == 1
                            ? mirrors.get(0).health().words()
                            : bad + " of " + PageText.count(mirrors.size(), "mirror") + " "
                                    + (bad == 1 ? "needs" : "need") + " attention");
        }
        if (ok == mirrors.size()) {
            return new SiteHealth(
                    "ok",
                    mirrors.size() == 1
                            ? "The mirror is up to date"
                            : "All " + mirrors.size() + " mirrors are up to date");
        }
        if (mirrors.size() == 1) {
            Health only = mirrors.get(0).health();
            return new SiteHealth(only.kind(), only.words());
        }
        return new SiteHealth(
                count(mirrors, "busy") > 0 ? "busy" : "waiting",
                ok + " of " + PageText.count(mirrors.size(), "mirror") + (ok == 1 ? " is" : " are") + " up to date");
    }

    private static long count(List<MirrorLine> mirrors, String kind) {
        return mirrors.stream()
                .filter(mirror -> mirror.health().kind().equals(kind))
                .count();
    }
}
