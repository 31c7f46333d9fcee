package io.streammirror.publisher.signer;

import io.streammirror.config.Settings;
import io.streammirror.config.SettingsException;
import io.streammirror.openpgp.ForeignKey;
import io.streammirror.openpgp.keys.KeyFileException;
import io.streammirror.openpgp.keys.PublicKeyFiles;
import java.time.Clock;
import java.util.List;

/**
 * The key of a signing command. That the command works is not tried here: a publisher serves what is live also while whoever signs
 * cannot be reached.
 */
final class ExternalKey {
    private ExternalKey() {}

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
