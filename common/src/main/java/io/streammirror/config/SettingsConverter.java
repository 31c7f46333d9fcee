package io.streammirror.config;

import io.streammirror.config.MirrorSettings.Retention;
import io.streammirror.credentials.Credentials;
import io.streammirror.credentials.CredentialsFile;
import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.Fingerprint;
import io.streammirror.openpgp.Keyring;
import io.streammirror.openpgp.Weakness;
import io.streammirror.selection.Filter;
import io.streammirror.selection.FilterException;
import io.streammirror.selection.PythonRegex;
import io.streammirror.selection.Selection;
import io.streammirror.store.UploadWay;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns the text of the mapping into domain values and collects every problem on the way. */
final class SettingsConverter {
    private static final String PREFIX = "stream-mirror.";

    /** Beyond this a single fetcher would crowd its group: a share group has 200 members in all. */
    private static final int MAX_SLOTS = 64;

    /** Two parts of the smallest size: one is filled while the other is sent. */
    private static final long LEAST_BUFFERS = 16_000_000;

    private static final long MOST_BUFFERS = 8_000_000_000L;

    /** Below this, garbage collection and busy disks look like silence. */
    private static final Duration LEAST_IDLE_TIMEOUT = Duration.ofSeconds(1);

    /** Whoever is silent for longer will not speak again, and holds a slot meanwhile. */
    private static final Duration MOST_IDLE_TIMEOUT = Duration.ofMinutes(10);

    /** No common system lets a process have more open. */
    private static final int MAX_CONNECTIONS = 100_000;

    private final Path base;
    private final Path data;
    private final Problems problems = new Problems();

    SettingsConverter(Path base, Path data) {
        this.base = base;
        this.data = data;
    }

    Settings convert(SettingsMapping mapping, String where) {
        var settings = new Settings(
                mirrors(mapping.mirrors()),
                fetch(mapping.fetch()),
                serve(mapping.serve()),
                signing(mapping.signing()),
                store(mapping.store()),
                kafka(mapping.kafka()),
                new Settings.Admin(mapping.admin().tokenFile().map(base::resolve)));
        if (!problems.found().isEmpty()) {
            throw new SettingsException(where, problems.found());
        }
        return settings;
    }

    private SortedMap<MirrorName, MirrorSettings> mirrors(Map<String, SettingsMapping.Mirror> mappings) {
        var mirrors = new TreeMap<MirrorName, MirrorSettings>();
        var paths = new ArrayList<String>();
        if (mappings.isEmpty()) {
            problems.add(PREFIX + "mirrors", "names no mirror; there must be at least one");
        }
        new TreeMap<>(mappings).forEach((name, mapping) -> {
            String key = PREFIX + "mirrors." + name;
            MirrorName mirrorName = problems.convert(key, name, MirrorName::new, new MirrorName("unnamed"));
            MirrorSettings mirror = mirror(key, mirrorName, mapping);
            problems.convert(
                    key + ".path",
                    mirror.path(),
                    path -> {
                        ServedPath.requireDistinct(path, paths);
                        return path;
                    },
                    "");
            paths.add(mirror.path());
            mirrors.put(mirrorName, mirror);
        });
        return mirrors;
    }

    private MirrorSettings mirror(String key, MirrorName name, SettingsMapping.Mirror mapping) {
        boolean unsigned = problems.convert(key + ".unsigned", mapping.unsigned(), Quantities::flag, false);
        return new MirrorSettings(
                name,
                required(key + ".source", mapping.source(), "the base URL of the upstream tree")
                        .map(text -> source(key + ".source", text, unsigned))
                        .orElse(URI.create("http://unset/")),
                mapping.fallbackSources().orElse(List.of()).stream()
                        .map(text -> source(key + ".fallback-sources", text, unsigned))
                        .toList(),
                mapping.credentialsFile()
                        .map(file -> problems.convert(
                                key + ".credentials-file",
                                file,
                                path -> CredentialsFile.read(base.resolve(path)),
                                Credentials.NONE))
                        .orElse(Credentials.NONE),
                unsigned ? Optional.empty() : keyring(key + ".keyring", mapping.keyring()),
                Set.copyOf(problems.convertAll(
                        key + ".fingerprints", mapping.fingerprints().orElse(List.of()), Fingerprint::parse)),
                Set.copyOf(problems.convertAll(key + ".allow", mapping.allow().orElse(List.of()), Weakness::parse)),
                required(
                                key + ".path",
                                mapping.path(),
                                "where the tree is served, such as /maas/images/ephemeral-v3/stable")
                        .map(text -> problems.convert(key + ".path", text, ServedPath::parse, "/unset-" + name))
                        .orElse("/unset-" + name),
                problems.convert(
                        key + ".poll-interval", mapping.pollInterval(), Quantities::positiveDuration, Duration.ZERO),
                problems.convert(
                        key + ".max-upstream-age",
                        mapping.maxUpstreamAge(),
                        Quantities::positiveDuration,
                        Duration.ZERO),
                problems.convert(key + ".max-removal", mapping.maxRemoval(), Quantities::share, 0.0),
                problems.convertAll(
                        key + ".exclude-streams",
                        mapping.excludeStreams().orElse(List.of()),
                        SettingsConverter::regularExpression),
                selections(key + ".selections", mapping.selections().orElse(List.of())),
                problems.convert(key + ".whole-versions", mapping.wholeVersions(), Quantities::flag, true),
                retention(key + ".retention", mapping.retention()));
    }

    private Optional<Keyring> keyring(String key, String nameOrPath) {
        try {
            return Optional.of(new KeyringFinder(base).find(nameOrPath));
        } catch (IllegalArgumentException e) {
            problems.add(key, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Retention retention(String key, SettingsMapping.Retention mapping) {
        return new Retention(
                problems.convert(
                        key + ".publications", mapping.publications(), text -> Quantities.count(text, 1, 10_000), 1),
                problems.convert(key + ".grace", mapping.grace(), Quantities::duration, Duration.ZERO),
                problems.convert(
                        key + ".keep-removed", mapping.keepRemoved(), Quantities::durationOrForever, Optional.empty()));
    }

    private List<Selection> selections(String key, List<SettingsMapping.Selection> mappings) {
        var selections = new ArrayList<Selection>();
        for (int i = 0; i < mappings.size(); i++) {
            selections.add(selection(key + "[" + i + "]", mappings.get(i)));
        }
        return selections;
    }

    private Selection selection(String key, SettingsMapping.Selection mapping) {
        OptionalInt max = OptionalInt.empty();
        if (mapping.max().isPresent()) {
            max = OptionalInt.of(problems.convert(
                    key + ".max", mapping.max().get(), text -> Quantities.count(text, 1, 1_000_000), 1));
        }
        List<String> expressions = mapping.filters().orElse(List.of());
        return new Selection(problems.convertAll(key + ".filters", expressions, SettingsConverter::filter), max);
    }

    private static Filter filter(String expression) {
        try {
            return Filter.parse(expression);
        } catch (FilterException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static String regularExpression(String expression) {
        try {
            PythonRegex.compile(expression);
            return expression;
        } catch (FilterException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private Settings.Fetch fetch(SettingsMapping.Fetch mapping) {
        String key = PREFIX + "fetch.";
        return new Settings.Fetch(
                problems.convert(key + "slots", mapping.slots(), text -> Quantities.count(text, 1, MAX_SLOTS), 1),
                problems.convert(
                        key + "connections-per-host",
                        mapping.connectionsPerHost(),
                        text -> Quantities.count(text, 1, 256),
                        1),
                problems.convert(
                        key + "buffers",
                        mapping.buffers(),
                        text -> Quantities.size(text, LEAST_BUFFERS, MOST_BUFFERS),
                        LEAST_BUFFERS),
                problems.convert(key + "min-rate", mapping.minRate(), Quantities::size, 0L),
                problems.convert(key + "bandwidth", mapping.bandwidth(), BandwidthPlan::parse, BandwidthPlan.UNLIMITED),
                idleTimeout(key + "idle-timeout", mapping.idleTimeout()),
                problems.convert(key + "drain-timeout", mapping.drainTimeout(), Quantities::duration, Duration.ZERO));
    }

    private Settings.Serve serve(SettingsMapping.Serve mapping) {
        String key = PREFIX + "serve.";
        return new Settings.Serve(
                data.resolve(mapping.cache().orElse("cache")),
                problems.convert(key + "cache-size", mapping.cacheSize(), Quantities::size, 0L),
                tls(key, mapping),
                problems.convert(
                        key + "connections",
                        mapping.connections(),
                        text -> Quantities.count(text, 1, MAX_CONNECTIONS),
                        1),
                problems.convert(
                        key + "connections-per-client",
                        mapping.connectionsPerClient(),
                        text -> Quantities.count(text, 0, MAX_CONNECTIONS),
                        0),
                problems.convert(key + "drain-timeout", mapping.drainTimeout(), Quantities::duration, Duration.ZERO));
    }

    private Optional<Settings.Tls> tls(String key, SettingsMapping.Serve mapping) {
        Optional<Path> certificate =
                mapping.tls().map(file -> problems.convert(key + "tls", file, this::readableFile, base));
        Optional<Path> separateKey =
                mapping.tlsKey().map(file -> problems.convert(key + "tls-key", file, this::readableFile, base));
        if (certificate.isEmpty() && separateKey.isPresent()) {
            problems.add(key + "tls-key", "is of no use without serve.tls, the certificate");
        }
        return certificate.map(file -> new Settings.Tls(file, separateKey.orElse(file)));
    }

    private Path readableFile(String name) {
        Path file = base.resolve(name);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException("file " + file + " cannot be read; name a PEM file");
        }
        return file;
    }

    private Settings.Signing signing(SettingsMapping.Signing mapping) {
        return new Settings.Signing(
                data.resolve(mapping.keyFile()),
                mapping.passphraseFile().map(base::resolve),
                new ExternalSignerConverter(base, problems).convert(PREFIX + "signing.", mapping));
    }

    private Settings.Store store(SettingsMapping.Store mapping) {
        return new Settings.Store(
                mapping.endpoint().map(text -> url(PREFIX + "store.endpoint", text)),
                mapping.bucket(),
                mapping.region(),
                mapping.credentialsFile().map(base::resolve),
                problems.convert(PREFIX + "store.single-writer", mapping.singleWriter(), Quantities::flag, false),
                idleTimeout(PREFIX + "store.idle-timeout", mapping.idleTimeout()),
                problems.convert(PREFIX + "store.upload", mapping.upload(), UploadWay::parse, UploadWay.DIRECT));
    }

    private Duration idleTimeout(String key, String text) {
        return problems.convert(
                key,
                text,
                given -> Quantities.duration(given, LEAST_IDLE_TIMEOUT, MOST_IDLE_TIMEOUT),
                MOST_IDLE_TIMEOUT);
    }

    private Settings.Kafka kafka(SettingsMapping.Kafka mapping) {
        return new Settings.Kafka(mapping.bootstrap(), mapping.propertiesFile().map(base::resolve));
    }

    private Optional<String> required(String key, Optional<String> value, String what) {
        if (value.isEmpty()) {
            problems.add(key, "is missing: " + what);
        }
        return value;
    }

    private URI url(String key, String text) {
        return problems.convert(key, text, SettingsConverter::parseUrl, URI.create("http://unset/"));
    }

    private URI source(String key, String text, boolean unsigned) {
        return problems.convert(
                key, text, given -> SourceForm.checked(parseUrl(given), unsigned), URI.create("http://unset/"));
    }

    private static URI parseUrl(String text) {
        URI url = URI.create(text);
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        boolean overHttp = scheme.equals("http") || scheme.equals("https");
        if (!overHttp || url.getHost() == null) {
            throw new IllegalArgumentException("'" + withoutUserInfo(text) + "' is not an http or https URL");
        }
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("'" + withoutUserInfo(text)
                    + "' carries a password; put it into a file and name that in credentials-file");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("'" + text + "' has a query or a fragment; a tree has only a path");
        }
        return url;
    }

    private static String withoutUserInfo(String text) {
        return text.replaceFirst("//[^/@]*@", "//…@");
    }
}
