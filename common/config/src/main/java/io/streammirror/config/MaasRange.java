package io.streammirror.config;

import java.util.List;

/**
 * The releases of MAAS that read a mirror, from the oldest to the newest.
 *
 * @param oldest a release as MAAS writes it, such as {@code 3.4}
 * @param newest the same release or a later one; 4.0 is a preview and must be asked for
 */
public record MaasRange(String oldest, String newest) {
    private static final List<String> RELEASES = List.of("3.4", "3.5", "3.6", "3.7", "3.8", "4.0");

    /** All releases that are in use. */
    public static final MaasRange DEFAULT = new MaasRange("3.4", "3.8");

    public MaasRange {
        require("oldest", oldest);
        require("newest", newest);
        if (RELEASES.indexOf(oldest) > RELEASES.indexOf(newest)) {
            throw new IllegalArgumentException(
                    "oldest " + oldest + " is a later release of MAAS than newest " + newest);
        }
    }

    private static void require(String key, String release) {
        if (!RELEASES.contains(release)) {
            throw new IllegalArgumentException(
                    key + " '" + release + "' is not a release of MAAS that is known; write one of " + RELEASES);
        }
    }

    @Override
    public String toString() {
        return oldest.equals(newest) ? oldest : oldest + " to " + newest;
    }
}
