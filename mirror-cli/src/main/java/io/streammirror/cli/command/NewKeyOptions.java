package io.streammirror.cli.command;

import io.streammirror.cli.exit.UsageException;
import io.streammirror.cli.key.NewKey;
import io.streammirror.openpgp.KeyAlgorithm;
import picocli.CommandLine.Option;

/** What a new key is like. */
final class NewKeyOptions {
    @Option(
            names = "--algorithm",
            paramLabel = "NAME",
            defaultValue = "rsa4096",
            description = "rsa4096, which every gpgv takes, also one held to FIPS 140; or ed25519, which is made in no"
                    + " time and verified by gpgv of Ubuntu 18.04 and later (default: ${DEFAULT-VALUE}).")
    private String algorithm = "rsa4096";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = NewKey.NAME,
            description = "What gpg shows as the name of the key (default: ${DEFAULT-VALUE}).")
    private String name = NewKey.NAME;

    NewKey newKey() {
        if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
            throw new UsageException("--name: must have something to show, on one line");
        }
        return new NewKey(parsed(), name);
    }

    private KeyAlgorithm parsed() {
        return switch (algorithm) {
            case "rsa4096" -> KeyAlgorithm.RSA_4096;
            case "ed25519" -> KeyAlgorithm.ED25519;
            default -> throw new UsageException("--algorithm " + algorithm + ": there are rsa4096 and ed25519");
        };
    }
}
