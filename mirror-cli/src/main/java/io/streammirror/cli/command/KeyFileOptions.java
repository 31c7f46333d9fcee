package io.streammirror.cli.command;

import io.streammirror.openpgp.keys.KeyFiles;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a signing key lies; by default where the embedded stack keeps its own. */
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
            description = "File whose one line locks the key, as signing.passphrase-file names it to the publisher.")
    private @Nullable Path passphraseFile;

    KeyFiles files() {
        return new KeyFiles(keyFile, Optional.ofNullable(passphraseFile));
    }
}
