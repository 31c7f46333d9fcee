package io.streammirror.publisher;

import io.streammirror.config.Settings;
import io.streammirror.config.SettingsException;
import io.streammirror.openpgp.Keyring;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.publisher.publish.Signatory;
import io.streammirror.signing.KeyFileException;
import io.streammirror.signing.KeyFiles;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;

/** Reads the mirror's own signing key; every failure is the operator's to mend, so it is told like one of the configuration. */
final class SigningKeyFile {
    private final SigningKey key;
    private final Optional<SigningKey> next;
    private final Signatory signatory;

    private SigningKeyFile(KeyFiles files) {
        this.key = files.key();
        this.next = files.next();
        this.signatory = new Signatory(key, files.replaced());
    }

    static SigningKeyFile read(Settings.Signing signing) {
        try {
            return new SigningKeyFile(new KeyFiles(signing.keyFile(), signing.passphraseFile()));
        } catch (KeyFileException e) {
            String setting =
                    switch (e.which()) {
                        case KEY -> "stream-mirror.signing.key-file";
                        case PASSPHRASE -> "stream-mirror.signing.passphrase-file";
                    };
            throw new SettingsException("configuration", List.of(setting + ": " + e.getMessage()));
        }
    }

    Signatory signatory() {
        return signatory;
    }

    /** What clients need: while the key is being changed, both keys, so that they know the next one before it signs. */
    Keyring publicKeyring() {
        var keyring = new ByteArrayOutputStream();
        keyring.writeBytes(key.publicKeyring().binary());
        next.ifPresent(coming -> keyring.writeBytes(coming.publicKeyring().binary()));
        return Keyring.parse(keyring.toByteArray());
    }
}
