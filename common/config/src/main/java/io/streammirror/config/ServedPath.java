package io.streammirror.config;

import io.streammirror.simplestreams.ItemPath;
import java.util.Collection;
import java.util.List;

/** Where a mirror may be served: a path in normal form that collides with nothing else on the public port. */
final class ServedPath {
    private static final List<String> TAKEN = List.of("/api", "/q", "/keys", "/admin", "/ui");

    private ServedPath() {}

    static String parse(String text) {
        if (!text.startsWith("/") || text.equals("/")) {
            throw new IllegalArgumentException(
                    "'" + text + "' must be a path below '/': /maas/images/ephemeral-v3/stable");
        }
        String relative = text.endsWith("/") ? text.substring(1, text.length() - 1) : text.substring(1);
        String path = "/" + new ItemPath(relative).value();
        for (String taken : TAKEN) {
            if (overlaps(path, taken)) {
                throw new IllegalArgumentException("'" + text + "' is taken: nothing may be served under " + taken);
            }
        }
        return path;
    }

    static String requireDistinct(String path, Collection<String> others) {
        for (String other : others) {
            if (overlaps(path, other)) {
                throw new IllegalArgumentException(
                        "'" + path + "' equals or is nested in another mirror's path '" + other + "'");
            }
        }
        return path;
    }

    private static boolean overlaps(String one, String other) {
        return (one + "/").startsWith(other + "/") || (other + "/").startsWith(one + "/");
    }
}
