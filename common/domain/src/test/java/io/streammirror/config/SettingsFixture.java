package io.streammirror.config;

import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.Keyring;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Settings as the reader makes them of a configuration, with the defaults of all keys that are not given. */
public final class SettingsFixture {
    private static final Path BASE = Path.of("/etc/stream-mirror");
    private static final String UPSTREAM = "source: https://upstream.example/";
    private static final String FROM = "from: ";

    private SettingsFixture() {}

    /**
     * A mirror, served at its name.
     *
     * @param keys lines of YAML, such as {@code publish-after: 7d}
     */
    public static MirrorSettings mirror(String name, String... keys) {
        String promotedFrom = Arrays.stream(keys)
                .filter(key -> key.startsWith(FROM))
                .map(key -> mirrorLines(key.substring(FROM.length()), UPSTREAM))
                .collect(Collectors.joining());
        return read(mirrorLines(name, keys) + promotedFrom).mirrors().get(new MirrorName(name));
    }

    /** The same mirror, which trusts another keyring, or has a source without signatures. */
    public static MirrorSettings withKeyring(MirrorSettings mirror, Optional<Keyring> keyring) {
        return new MirrorSettings(mirror.name(), mirror.keys(), keyring, mirror.selections(), mirror.maas());
    }

    /**
     * Settings of these mirrors.
     *
     * @param groups lines of YAML, such as {@code serve: { cache-size: 0 }}
     */
    public static Settings settings(List<MirrorSettings> mirrors, String... groups) {
        String unused = mirrorLines("unused", UPSTREAM);
        Settings read = read(unused + lines("  ", groups));
        var byName = new TreeMap<MirrorName, MirrorSettings>();
        mirrors.forEach(mirror -> byName.put(mirror.name(), mirror));
        return new Settings(
                byName, read.fetch(), read.serve(), read.signing(), read.store(), read.kafka(), read.admin());
    }

    private static String mirrorLines(String name, String... keys) {
        String path = Arrays.stream(keys).anyMatch(key -> key.startsWith("path:")) ? "" : "      path: /" + name + "\n";
        return "    " + name + ":\n" + path + lines("      ", keys);
    }

    private static String lines(String indent, String... lines) {
        return Arrays.stream(lines).map(line -> indent + line + "\n").collect(Collectors.joining());
    }

    private static Settings read(String yaml) {
        GivenKeys given = GivenKeys.of("fixture", "stream-mirror:\n  mirrors:\n" + yaml, Map.of());
        return SettingsReader.read(given, "fixture", BASE, BASE.resolve("data"));
    }
}
