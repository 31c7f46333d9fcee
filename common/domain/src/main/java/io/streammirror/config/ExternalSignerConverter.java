package io.streammirror.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads who signs in the place of a key file. */
final class ExternalSignerConverter {
    /** Below this, starting a process on a busy machine looks like a signer that hangs. */
    private static final Duration MIN_TIMEOUT = Duration.ofSeconds(1);

    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(10);

    private final Path base;
    private final Problems problems;

    ExternalSignerConverter(Path base, Problems problems) {
        this.base = base;
        this.problems = problems;
    }

    /** Whether the program is there is not asked: watchers and fetchers read the same file, and have no use for it. */
    Optional<Settings.ExternalSigner> convert(String key, SettingsMapping.Signing mapping) {
        Duration timeout = problems.convert(
                key + "timeout",
                mapping.timeout(),
                given -> Quantities.duration(given, MIN_TIMEOUT, MAX_TIMEOUT),
                MAX_TIMEOUT);
        List<String> command = mapping.command().orElse(List.of());
        if (command.isEmpty()) {
            if (mapping.publicKeyFile().isPresent()) {
                problems.add(
                        key + "public-key-file", "is of no use without signing.command, which signs with that key");
            }
            return Optional.empty();
        }
        if (mapping.publicKeyFile().isEmpty()) {
            problems.add(key + "public-key-file", "is missing: what signing.command gives is verified with it");
        }
        if (command.get(0).isBlank()) {
            problems.add(key + "command", "names no program");
        }
        if (mapping.passphraseFile().isPresent()) {
            problems.add(
                    key + "passphrase-file", "is of no use with signing.command, which has to open its key by itself");
        }
        Path publicKey = base.resolve(mapping.publicKeyFile().orElse("unset"));
        return Optional.of(new Settings.ExternalSigner(resolved(command), publicKey, timeout));
    }

    /** A program without a slash is looked up on the path, one with it relative to the configuration, as all files are. */
    private List<String> resolved(List<String> command) {
        var resolved = new ArrayList<>(command);
        if (command.get(0).contains("/")) {
            resolved.set(0, base.resolve(command.get(0)).toString());
        }
        return resolved;
    }
}
