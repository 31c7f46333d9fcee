package io.streammirror.cli.stack;

import io.streammirror.cli.key.NewKey;
import io.streammirror.config.Settings;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.keys.KeyFiles;
import java.io.IOException;
import java.nio.file.Files;

/** Makes the mirror's own signing key at the first start of a local stack; elsewhere a missing key stops the publisher. */
final class SigningKeyFile {
    private SigningKeyFile() {}

    /** The key is made in no time: nobody who starts a stack wants to wait for large primes. */
    static void ensure(Settings.Signing signing) throws IOException {
        if (signing.external().isPresent()) {
            return; // whoever signs has the key
        }
        var files = new KeyFiles(signing.keyFile(), signing.passphraseFile());
        if (!Files.exists(files.keyFile())) {
            new NewKey(KeyAlgorithm.ED25519, NewKey.NAME).write(files, files.keyFile());
        }
    }
}
