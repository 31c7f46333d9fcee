package io.streammirror.cli.stack;

import io.streammirror.cli.exit.UsageException;
import io.streammirror.config.Settings;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Makes the mirror's own signing key at the first start of a local stack; elsewhere a missing key stops the publisher. */
final class SigningKeyFile {
    private static final String USER_ID = "Stream Mirror";

    private SigningKeyFile() {}

    static void ensure(Settings.Signing signing) throws IOException {
        Path file = signing.keyFile();
        if (Files.exists(file)) {
            return;
        }
        char @Nullable [] passphrase = passphrase(signing);
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        SigningKey key =
                SigningKey.generate(USER_ID, KeyAlgorithm.ED25519, Instant.now().truncatedTo(ChronoUnit.SECONDS));
        PrivateFile.write(file, key.write(passphrase));
    }

    private static char @Nullable [] passphrase(Settings.Signing signing) throws IOException {
        if (signing.passphraseFile().isEmpty()) {
            return null;
        }
        Path file = signing.passphraseFile().get();
        try {
            // As the publisher reads it: the line end is the editor's, not part of the passphrase.
            return Files.readString(file).stripTrailing().toCharArray();
        } catch (NoSuchFileException e) {
            throw new UsageException("stream-mirror.signing.passphrase-file: there is no file " + file
                    + ": write the passphrase of the signing key to it, or leave the setting out");
        }
    }
}
