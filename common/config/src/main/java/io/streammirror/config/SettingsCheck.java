package io.streammirror.config;

import io.streammirror.mirror.MirrorName;
import io.streammirror.selection.Filter;
import io.streammirror.selection.Selection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The rules across keys. A key that depends on no other one is not named here. */
final class SettingsCheck {
    private static final String MIRRORS = KnownKeys.PREFIX + ".mirrors";
    private static final String SERVE = KnownKeys.PREFIX + ".serve.";

    private SettingsCheck() {}

    static void check(SettingsMapping mapping, GivenKeys given, Problems problems) {
        var mirrors = new TreeMap<>(mapping.mirrors());
        if (mirrors.isEmpty()) {
            problems.add(MIRRORS, "names no mirror; there must be at least one");
        }
        var check = new MirrorCheck(given, problems);
        mirrors.forEach((name, keys) -> check.check(MIRRORS + "." + name, name, keys));
        checkPaths(mirrors, problems);
        checkPromotions(mirrors, problems);
        checkTls(mapping.serve(), problems);
        SigningCheck.check(mapping.signing(), problems);
        NotificationCheck.check(mapping.notifications(), mirrors.keySet(), problems);
    }

    private static void checkPaths(Map<String, MirrorKeys> mirrors, Problems problems) {
        var paths = new ArrayList<String>();
        mirrors.forEach((name, keys) -> keys.path().ifPresent(path -> {
            problems.check(MIRRORS + "." + name + ".path", () -> ServedPath.requireDistinct(path, paths));
            paths.add(path);
        }));
    }

    private static void checkPromotions(Map<String, MirrorKeys> mirrors, Problems problems) {
        var from = new HashMap<String, Optional<MirrorName>>();
        mirrors.forEach((name, keys) -> from.put(name, keys.from()));
        mirrors.keySet().forEach(name -> PromotionChain.problem(name, from)
                .ifPresent(problem -> problems.add(MIRRORS + "." + name + ".from", problem)));
    }

    private static void checkTls(Settings.Serve serve, Problems problems) {
        serve.tls().ifPresent(file -> problems.check(SERVE + "tls", () -> requireReadable(file)));
        serve.tlsKey().ifPresent(file -> problems.check(SERVE + "tls-key", () -> requireReadable(file)));
        if (serve.tls().isEmpty() && serve.tlsKey().isPresent()) {
            problems.add(SERVE + "tls-key", "is of no use without serve.tls, the certificate");
        }
    }

    private static Path requireReadable(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException("file " + file + " cannot be read; name a PEM file");
        }
        return file;
    }

    /**
     * The checked settings.
     *
     * @param base the directory of the configuration file
     */
    static Settings settings(SettingsMapping mapping, Path base) {
        var mirrors = new TreeMap<MirrorName, MirrorSettings>();
        mapping.mirrors().forEach((name, keys) -> {
            var mirrorName = new MirrorName(name);
            mirrors.put(mirrorName, mirror(mirrorName, keys));
        });
        return new Settings(
                mirrors,
                mapping.fetch(),
                mapping.serve(),
                SigningCheck.signing(mapping.signing(), base),
                mapping.store(),
                mapping.kafka(),
                mapping.admin(),
                new TreeMap<>(mapping.notifications()),
                mapping.scrub(),
                mapping.logging());
    }

    private static MirrorSettings mirror(MirrorName name, MirrorKeys keys) {
        boolean signed = keys.source().isPresent() && !keys.unsigned();
        return new MirrorSettings(
                name,
                keys,
                signed ? Optional.of(keys.keyring()) : keys.sender().flatMap(MirrorKeys.Sender::keyring),
                keys.selections().orElse(List.of()).stream()
                        .map(SettingsCheck::selection)
                        .toList(),
                MirrorCheck.maas(keys));
    }

    private static Selection selection(MirrorKeys.SelectionKeys keys) {
        return new Selection(
                keys.filters().orElse(List.of()).stream().map(Filter::parse).toList(),
                keys.max().map(OptionalInt::of).orElse(OptionalInt.empty()));
    }
}
