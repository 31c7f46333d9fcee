package io.streammirror.stack;

import io.streammirror.config.Settings;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.keys.KeyFiles;
import io.streammirror.openpgp.keys.NewKey;
import java.io.IOException;
import java.nio.file.Files;

/** Creates the signing key at the first start of a local stack; elsewhere a missing key stops the publisher. */
final class SigningKeyCreator {
    private SigningKeyCreator() {}

    /** Creates an Ed25519 key, because generating an RSA key would delay the first start. */
    static void ensure(Settings.Signing signing) throws IOException {
        if (signing.external().isPresent()) {
            return; // the external signer has the key
        }
        var files = new KeyFiles(signing.keyFile(), signing.passphraseFile());
        if (!Files.exists(files.keyFile())) {
            new NewKey(KeyAlgorithm.ED25519, NewKey.NAME).write(files, files.keyFile());
        }
    }
}
