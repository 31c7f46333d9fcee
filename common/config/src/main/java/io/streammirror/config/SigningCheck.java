package io.streammirror.config;

import io.streammirror.config.SettingsMapping.SigningKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules across the keys of {@code signing}. */
final class SigningCheck {
    private static final String KEY = KnownKeys.PREFIX + ".signing.";

    private SigningCheck() {}

    /** Whether the program is there is not asked: watchers and fetchers read the same file, and have no use for it. */
    static void check(SigningKeys keys, Problems problems) {
        List<String> command = keys.command().orElse(List.of());
        if (command.isEmpty()) {
            if (keys.publicKeyFile().isPresent()) {
                problems.add(
                        KEY + "public-key-file", "is of no use without signing.command, which signs with that key");
            }
            return;
        }
        if (keys.publicKeyFile().isEmpty()) {
            problems.add(KEY + "public-key-file", "is missing: what signing.command gives is verified with it");
        }
        if (command.get(0).isBlank()) {
            problems.add(KEY + "command", "names no program");
        }
        if (keys.passphraseFile().isPresent()) {
            problems.add(
                    KEY + "passphrase-file", "is of no use with signing.command, which has to open its key by itself");
        }
    }

    /**
     * The checked settings for signing.
     *
     * @param base the directory of the configuration file
     */
    static Settings.Signing signing(SigningKeys keys, Path base) {
        return new Settings.Signing(
                keys.keyFile().path(),
                keys.passphraseFile(),
                keys.command().flatMap(command -> external(command, keys, base)));
    }

    private static Optional<Settings.ExternalSigner> external(List<String> command, SigningKeys keys, Path base) {
        return keys.publicKeyFile()
                .filter(file -> !command.isEmpty())
                .map(file -> new Settings.ExternalSigner(resolved(command, base), file, keys.timeout()));
    }

    /** A program without a slash is looked up on the path, one with it relative to the configuration, as all files are. */
    private static List<String> resolved(List<String> command, Path base) {
        var resolved = new ArrayList<>(command);
        if (command.get(0).contains("/")) {
            resolved.set(0, base.resolve(command.get(0)).toString());
        }
        return resolved;
    }
}
