package io.streammirror.publisher.sign;

import io.streammirror.config.Settings;
import io.streammirror.config.SettingsException;
import io.streammirror.openpgp.Fingerprint;
import io.streammirror.openpgp.Keyring;
import io.streammirror.openpgp.SignatureMaker;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * The signer of this publisher, and the keyring for its clients.
 *
 * @param publicKeyring while the key is being changed both keys, so that clients know the next one before it signs
 */
public record SigningIdentity(PublisherIdentity publisher, Keyring publicKeyring) {
    /**
     * Reads what the configuration names.
     *
     * @throws SettingsException if a file is missing or holds something else
     */
    public static SigningIdentity read(Settings.Signing signing, Clock clock) {
        return signing.external()
                .map(external -> ExternalKeyIdentity.read(external, clock))
                .orElseGet(() -> KeyFileIdentity.read(signing));
    }

    static SigningIdentity of(SignatureMaker key, Optional<Keyring> next, Set<Fingerprint> replaced) {
        var keyring = new ByteArrayOutputStream();
        keyring.writeBytes(key.publicKeyring().binary());
        next.ifPresent(coming -> keyring.writeBytes(coming.binary()));
        return new SigningIdentity(new PublisherIdentity(key, replaced), Keyring.parse(keyring.toByteArray()));
    }
}
