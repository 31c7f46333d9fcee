package io.streammirror.maas;

import io.streammirror.simplestreams.ItemPath;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which paths the readers of MAAS refuse, and where a loose one leads. */
final class PathRules {
    private PathRules() {}

    /** The older releases refuse a whole source for such a path, in any of its versions. */
    static boolean isRefusedByLibrary(String path) {
        return path.startsWith("/")
                || path.startsWith("../")
                || path.startsWith(".../")
                || path.contains("/../")
                || path.contains("/.../");
    }

    /** Whether the path may lead out of the tree, so that no file is there for it. */
    static boolean leavesTree(String path) {
        return path.equals("..") || path.startsWith("../") || path.contains("/../") || path.endsWith("/..");
    }

    /** Where servers and clients end up that drop empty segments, dots and a query; empty when that is no place in the tree. */
    static Optional<ItemPath> normal(String path) {
        String plain = path.replaceAll("[?#].*", "");
        try {
            return Optional.of(new ItemPath(Arrays.stream(plain.split("/"))
                    .filter(segment -> !segment.isEmpty() && !segment.equals("."))
                    .collect(Collectors.joining("/"))));
        } catch (IllegalArgumentException noPlace) {
            return Optional.empty();
        }
    }
}
