package io.streammirror.config;

import io.streammirror.config.MirrorSettings.Retention;
import io.streammirror.credentials.Credentials;
import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.Keyring;
import io.streammirror.selection.Selection;
import io.streammirror.store.UploadWay;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One mirror's settings for tests. What a test does not name has an ordinary value: an unsigned upstream, all of it, at once. */
public final class SettingsFixture {
    private final MirrorName name;
    private URI source = URI.create("http://images.example/stable");
    private List<URI> fallbackSources = List.of();
    private Optional<Keyring> keyring = Optional.empty();
    private String path;
    private Duration maxUpstreamAge = Duration.ofDays(30);
    private List<String> excludeStreams = List.of();
    private List<String> unfitStreams = List.of();
    private Duration publishAfter = Duration.ZERO;
    private List<Selection> selections = List.of();
    private Duration grace = Duration.ofDays(2);
    private MaasRange maas = MaasRange.DEFAULT;

    private SettingsFixture(MirrorName name) {
        this.name = name;
        this.path = "/" + name;
    }

    public static SettingsFixture mirror(MirrorName name) {
        return new SettingsFixture(name);
    }

    public static SettingsFixture mirror(String name) {
        return mirror(new MirrorName(name));
    }

    public SettingsFixture source(URI url, URI... fallbacks) {
        source = url;
        fallbackSources = List.of(fallbacks);
        return this;
    }

    public SettingsFixture keyring(Keyring believed) {
        keyring = Optional.of(believed);
        return this;
    }

    public SettingsFixture unsigned() {
        keyring = Optional.empty();
        return this;
    }

    public SettingsFixture path(String absolute) {
        path = absolute;
        return this;
    }

    public SettingsFixture maxUpstreamAge(Duration age) {
        maxUpstreamAge = age;
        return this;
    }

    public SettingsFixture excludeStreams(String... patterns) {
        excludeStreams = List.of(patterns);
        return this;
    }

    public SettingsFixture unfitStreams(List<String> patterns) {
        unfitStreams = patterns;
        return this;
    }

    public SettingsFixture publishAfter(Duration delay) {
        publishAfter = delay;
        return this;
    }

    public SettingsFixture selections(Selection... union) {
        selections = List.of(union);
        return this;
    }

    public SettingsFixture grace(Duration duration) {
        grace = duration;
        return this;
    }

    public SettingsFixture maas(MaasRange range) {
        maas = range;
        return this;
    }

    public MirrorSettings build() {
        return new MirrorSettings(
                name,
                Optional.of(source),
                Optional.empty(),
                fallbackSources,
                Credentials.NONE,
                keyring,
                Set.of(),
                Set.of(),
                path,
                Duration.ofMinutes(15),
                maxUpstreamAge,
                0.4,
                excludeStreams,
                unfitStreams,
                publishAfter,
                selections,
                true,
                new Retention(10, grace, Optional.of(Duration.ofDays(30))),
                maas);
    }

    /** Settings of this mirror alone. */
    public Settings alone() {
        return settings(build());
    }

    /** Settings of these mirrors, with a small configuration of everything else. */
    public static Settings settings(MirrorSettings... mirrors) {
        var byName = new TreeMap<MirrorName, MirrorSettings>();
        for (MirrorSettings mirror : mirrors) {
            byName.put(mirror.name(), mirror);
        }
        return new Settings(
                byName,
                new Settings.Fetch(
                        1, 1, 16_000_000, 0, BandwidthPlan.UNLIMITED, Duration.ofSeconds(30), Duration.ofSeconds(4)),
                new Settings.Serve(Path.of("cache"), 0, Optional.empty(), 100, 0, 8, Duration.ZERO),
                new Settings.Signing(Path.of("mirror.key"), Optional.empty(), Optional.empty()),
                new Settings.Store(
                        Optional.empty(),
                        "stream-mirror",
                        "region",
                        Optional.empty(),
                        false,
                        Duration.ofSeconds(60),
                        UploadWay.DIRECT),
                new Settings.Kafka(Optional.empty(), Optional.empty()),
                new Settings.Admin(Optional.empty()));
    }
}
