package io.streammirror.config;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The keys of {@link SettingsMapping}, for messages about others. */
final class KnownKeys {
    static final String PREFIX = "stream-mirror";

    private static final Pattern DOT = Pattern.compile("\\.");
    private static final Pattern ELEMENT = Pattern.compile("\\[[0-9*]*]");

    /** As names of properties, where {@code *} stands for a mirror's name. */
    private static final List<String> NAMES =
            ConfigMappings.getProperties(ConfigClass.configClass(SettingsMapping.class, PREFIX)).keySet().stream()
                    .map(name -> ELEMENT.matcher(name).replaceAll(""))
                    .distinct()
                    .sorted()
                    .toList();

    private KnownKeys() {}

    /** The keys of a mirror, without the prefix of the mirror. */
    static List<String> ofMirror() {
        String prefix = PREFIX + ".mirrors.*.";
        return NAMES.stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .toList();
    }

    /** The known key that an unknown one was probably meant to be; empty if none is near. */
    static Optional<String> nearest(String unknown) {
        String bare = ELEMENT.matcher(unknown).replaceAll("");
        int maxDistance = Math.max(1, last(bare).length() / 2);
        return NAMES.stream()
                .map(name -> named(name, bare))
                .min(Comparator.comparingInt(name -> distance(name, bare)))
                .filter(name -> last(name).equals(last(bare)) || distance(name, bare) <= maxDistance)
                .or(() -> NAMES.stream()
                        .filter(name -> last(name).equals(last(bare)))
                        .map(name -> named(name, bare))
                        .findFirst());
    }

    /** The known key with the mirror's name of the unknown one. */
    private static String named(String known, String unknown) {
        return DOT.splitAsStream(unknown)
                .skip(2)
                .findFirst()
                .map(mirror -> known.replace("*", mirror))
                .orElse(known);
    }

    private static String last(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    /** Levenshtein's: how many characters must be inserted, deleted or replaced. */
    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] now = new int[other.length() + 1];
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(replaced, 1 + Math.min(before[j], now[j - 1]));
            }
            before = now;
        }
        return before[other.length()];
    }
}
