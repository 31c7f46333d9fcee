package io.streammirror.cli.command.key;

import io.streammirror.openpgp.keys.KeyFiles;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The file of the signing key; by default that of the local stack. */
final class KeyFileOptions {
    static final String DEFAULT = "data/keys/mirror.key";

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            defaultValue = DEFAULT,
            description = "The signing key (default: ./${DEFAULT-VALUE}).")
    private Path keyFile = Path.of(DEFAULT);

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "File with the passphrase of the key (one line), as in signing.passphrase-file.")
    private @Nullable Path passphraseFile;

    KeyFiles files() {
        return new KeyFiles(keyFile, Optional.ofNullable(passphraseFile));
    }
}
