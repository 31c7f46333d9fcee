package io.streammirror.config;

import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.Fingerprint;
import io.streammirror.openpgp.Keyring;
import io.streammirror.selection.Selection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One mirror's settings for tests, as the reader makes them of a configuration. What a test does not name has the
 * default of its key, except that the upstream is unsigned and the overlap is zero.
 */
public final class SettingsFixture {
    private static final Path BASE = Path.of("/etc/stream-mirror");

    private final MirrorName name;
    private final Map<String, String> keys = new TreeMap<>();
    private final Map<String, String> retention = new TreeMap<>();
    private Optional<Keyring> keyring = Optional.empty();
    private List<Selection> selections = List.of();
    private Optional<MaasRange> maas = Optional.empty();

    private SettingsFixture(MirrorName name) {
        this.name = name;
        retention.put("overlap", "0");
        path("/" + name);
        key("source", "http://images.example/stable");
    }

    public static SettingsFixture mirror(MirrorName name) {
        return new SettingsFixture(name);
    }

    public static SettingsFixture mirror(String name) {
        return mirror(new MirrorName(name));
    }

    public SettingsFixture source(URI url, URI... fallbacks) {
        key("fallback-sources", listed(Arrays.stream(fallbacks).map(URI::toString)));
        return key("source", url.toString());
    }

    /** A mirror that another one's publications are promoted into; it has no source. */
    public SettingsFixture from(MirrorName staging) {
        keys.remove("source");
        keys.remove("fallback-sources");
        return key("from", staging.value());
    }

    /** A mirror that has its content from bundles of this sender; it has no source. */
    public SettingsFixture importing(Keyring sender) {
        keys.remove("source");
        keys.remove("fallback-sources");
        keyring = Optional.of(sender);
        return key("import", "{ keyring: ubuntu-cloudimage }");
    }

    public SettingsFixture keyring(Keyring believed) {
        keyring = Optional.of(believed);
        return this;
    }

    public SettingsFixture fingerprints(Fingerprint... pinned) {
        return key("fingerprints", listed(Arrays.stream(pinned).map(Fingerprint::hex)));
    }

    public SettingsFixture unsigned() {
        keyring = Optional.empty();
        return this;
    }

    public SettingsFixture path(String absolute) {
        return key("path", absolute);
    }

    public SettingsFixture maxUpstreamAge(Duration age) {
        return key("max-upstream-age", text(age));
    }

    public SettingsFixture excludeStreams(String... patterns) {
        return key("exclude-streams", listed(Arrays.stream(patterns)));
    }

    public SettingsFixture unfitStreams(List<String> patterns) {
        return key("publish-unfit-streams", listed(patterns.stream()));
    }

    public SettingsFixture publishAfter(Duration delay) {
        return key("publish-after", text(delay));
    }

    public SettingsFixture selections(Selection... union) {
        selections = List.of(union);
        return this;
    }

    public SettingsFixture grace(Duration duration) {
        retention.put("grace", text(duration));
        return this;
    }

    public SettingsFixture overlap(Duration duration) {
        retention.put("overlap", text(duration));
        return this;
    }

    public SettingsFixture keepRemoved(Duration duration) {
        retention.put("keep-removed", text(duration));
        return this;
    }

    public SettingsFixture maas(MaasRange range) {
        maas = Optional.of(range);
        return this;
    }

    /** @param value a scalar or a flow sequence of YAML */
    private SettingsFixture key(String key, String value) {
        keys.put(key, value);
        return this;
    }

    public MirrorSettings build() {
        String promotedFrom = Optional.ofNullable(keys.get("from"))
                .map(staging ->
                        "    " + staging + ": { source: 'http://images.example/', path: /" + staging + "-source }\n")
                .orElse("");
        MirrorSettings read = read(yaml() + promotedFrom).mirrors().get(name);
        return new MirrorSettings(name, read.keys(), keyring, selections, maas.orElse(read.maas()));
    }

    private String yaml() {
        String lines = keys.entrySet().stream()
                .map(key -> "      " + key.getKey() + ": " + key.getValue() + "\n")
                .collect(Collectors.joining());
        String kept = retention.entrySet().stream()
                .map(key -> key.getKey() + ": " + key.getValue())
                .collect(Collectors.joining(", ", "{ ", " }"));
        return "    " + name + ":\n" + lines + "      retention: " + kept + "\n";
    }

    /** Settings of this mirror alone. */
    public Settings alone() {
        return settings(build());
    }

    /** Settings of these mirrors, with a publisher that caches nothing. */
    public static Settings settings(MirrorSettings... mirrors) {
        Settings read = read(mirror("unused").yaml() + "  serve: { cache-size: 0, connections: 100 }\n");
        var byName = new TreeMap<MirrorName, MirrorSettings>();
        for (MirrorSettings mirror : mirrors) {
            byName.put(mirror.name(), mirror);
        }
        return new Settings(
                byName,
                read.fetch(),
                read.serve(),
                read.signing(),
                read.store(),
                read.kafka(),
                read.admin(),
                read.notifications(),
                read.scrub(),
                read.logging());
    }

    private static Settings read(String mirrors) {
        GivenKeys given = GivenKeys.of("fixture", "stream-mirror:\n  mirrors:\n" + mirrors, Map.of());
        return SettingsReader.read(given, "fixture", BASE, BASE.resolve("data"));
    }

    private static String listed(Stream<String> texts) {
        return texts.map(text -> "'" + text + "'").collect(Collectors.joining(", ", "[", "]"));
    }

    private static String text(Duration duration) {
        return duration.equals(Duration.ofSeconds(duration.toSeconds()))
                ? duration.toSeconds() + "s"
                : duration.toMillis() + "ms";
    }
}
