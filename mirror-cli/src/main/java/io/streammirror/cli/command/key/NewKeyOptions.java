package io.streammirror.cli.command.key;

import io.streammirror.cli.exit.UsageException;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.keys.NewKey;
import picocli.CommandLine.Option;

/** The algorithm and the name of a new key. */
final class NewKeyOptions {
    @Option(
            names = "--algorithm",
            paramLabel = "NAME",
            defaultValue = "rsa4096",
            description =
                    "rsa4096, which every gpgv verifies, also in FIPS 140 mode; or ed25519, which is created at once"
                            + " and verified by gpgv of Ubuntu 18.04 and later (default: ${DEFAULT-VALUE}).")
    private String algorithm = "rsa4096";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = NewKey.NAME,
            description = "Name of the key, as gpg shows it (default: ${DEFAULT-VALUE}).")
    private String name = NewKey.NAME;

    NewKey newKey() {
        if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
            throw new UsageException("--name: must be one line and not blank");
        }
        return new NewKey(parsed(), name);
    }

    private KeyAlgorithm parsed() {
        return switch (algorithm) {
            case "rsa4096" -> KeyAlgorithm.RSA_4096;
            case "ed25519" -> KeyAlgorithm.ED25519;
            default -> throw new UsageException("--algorithm " + algorithm + ": must be rsa4096 or ed25519");
        };
    }
}
