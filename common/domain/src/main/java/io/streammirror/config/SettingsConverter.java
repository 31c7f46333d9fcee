package io.streammirror.config;

import io.streammirror.mirror.MirrorName;
import io.streammirror.store.UploadWay;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns the text of the mapping into domain values and collects every problem on the way. */
final class SettingsConverter {
    private static final String PREFIX = "stream-mirror.";

    /** Beyond this a single fetcher would crowd its group: a share group has 200 members in all. */
    private static final int MAX_SLOTS = 64;

    /** Three parts of the smallest size, 5 MiB. One item gets two of them: one is filled while the other is sent. */
    private static final long MIN_BUFFERS = 16_000_000;

    private static final long MAX_BUFFERS = 8_000_000_000L;

    /** Below this, garbage collection and busy disks look like silence. */
    private static final Duration MIN_IDLE_TIMEOUT = Duration.ofSeconds(1);

    /** Whoever is silent for longer will not speak again, and holds a slot meanwhile. */
    private static final Duration MAX_IDLE_TIMEOUT = Duration.ofMinutes(10);

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
        var converter = new MirrorConverter(base, problems);
        new TreeMap<>(mappings).forEach((name, mapping) -> {
            String key = PREFIX + "mirrors." + name;
            MirrorName mirrorName = problems.convert(key, name, MirrorName::new, new MirrorName("unnamed"));
            MirrorSettings mirror = converter.convert(key, mirrorName, mapping);
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
        mirrors.forEach((name, mirror) -> PromotionChain.problem(mirror, mirrors)
                .ifPresent(problem -> problems.add(PREFIX + "mirrors." + name + ".from", problem)));
        return mirrors;
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
                        text -> Quantities.size(text, MIN_BUFFERS, MAX_BUFFERS),
                        MIN_BUFFERS),
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
                problems.convert(
                        key + "store-connections",
                        mapping.storeConnections(),
                        text -> Quantities.count(text, 1, MAX_CONNECTIONS),
                        1),
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
                problems.convert(PREFIX + "store.upload", mapping.upload(), UploadWay::parse, UploadWay.DIRECT),
                mapping.capacity()
                        .map(size -> problems.convert(PREFIX + "store.capacity", size, Quantities::size, 0L)));
    }

    private Duration idleTimeout(String key, String text) {
        return problems.convert(
                key, text, given -> Quantities.duration(given, MIN_IDLE_TIMEOUT, MAX_IDLE_TIMEOUT), MAX_IDLE_TIMEOUT);
    }

    private Settings.Kafka kafka(SettingsMapping.Kafka mapping) {
        return new Settings.Kafka(mapping.bootstrap(), mapping.propertiesFile().map(base::resolve));
    }

    private URI url(String key, String text) {
        return problems.convert(key, text, HttpUrl::parse, URI.create("http://unset/"));
    }
}
