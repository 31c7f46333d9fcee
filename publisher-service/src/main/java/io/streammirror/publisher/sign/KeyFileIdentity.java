package io.streammirror.publisher.sign;

import io.streammirror.config.Settings;
import io.streammirror.config.SettingsException;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.openpgp.keys.KeyFileException;
import io.streammirror.openpgp.keys.KeyFiles;
import java.util.List;

/** Reads the mirror's own signing key; every failure is the operator's to correct, so it is reported like one of the configuration. */
final class KeyFileIdentity {
    private KeyFileIdentity() {}

    static SigningIdentity read(Settings.Signing signing) {
        try {
            var files = new KeyFiles(signing.keyFile(), signing.passphraseFile());
            return SigningIdentity.of(files.key(), files.next().map(SigningKey::publicKeyring), files.replaced());
        } catch (KeyFileException e) {
            String setting =
                    switch (e.which()) {
                        case KEY, PUBLIC_KEY -> "stream-mirror.signing.key-file";
                        case PASSPHRASE -> "stream-mirror.signing.passphrase-file";
                    };
            throw new SettingsException("configuration", List.of(setting + ": " + e.getMessage()));
        }
    }
}
