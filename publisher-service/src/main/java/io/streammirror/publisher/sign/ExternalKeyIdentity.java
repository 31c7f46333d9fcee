package io.streammirror.publisher.sign;

import io.streammirror.config.Settings;
import io.streammirror.config.SettingsException;
import io.streammirror.openpgp.ForeignKey;
import io.streammirror.openpgp.keys.KeyFileException;
import io.streammirror.openpgp.keys.PublicKeyFiles;
import java.time.Clock;
import java.util.List;

/**
 * The key of a signing command. The command is not tried here, because a publisher serves the live publication also while the signer
 * cannot be reached.
 */
final class ExternalKeyIdentity {
    private ExternalKeyIdentity() {}

    static SigningIdentity read(Settings.ExternalSigner settings, Clock clock) {
        try {
            var files = new PublicKeyFiles(settings.publicKeyFile());
            var key = new ForeignKey(new SigningCommand(settings.command(), settings.timeout()), files.key(), clock);
            return SigningIdentity.of(key, files.next(), files.replaced());
        } catch (KeyFileException e) {
            throw new SettingsException(
                    "configuration", List.of("stream-mirror.signing.public-key-file: " + e.getMessage()));
        }
    }
}
