package io.streammirror.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.streammirror.config.KeyConverters.SignerTimeout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration file: which keys exist, their types, and their values when not given. {@link SettingsReader} reads it.
 *
 * <p>Public only because SmallRye Config generates its implementation. The groups that need no check across keys are
 * those of {@link Settings}.
 */
@ConfigMapping(prefix = "stream-mirror")
public interface SettingsMapping {
    Map<String, MirrorKeys> mirrors();

    Settings.Fetch fetch();

    Settings.Serve serve();

    SigningKeys signing();

    Settings.Store store();

    Settings.Kafka kafka();

    Settings.Admin admin();

    /** Webhooks, each with a name of its own. */
    Map<String, NotificationKeys> notifications();

    Settings.Scrub scrub();

    Settings.Logging logging();

    /** The mirror's own signing key, or a command in its place. */
    interface SigningKeys {
        @WithDefault("keys/mirror.key")
        DataPath keyFile();

        Optional<Path> passphraseFile();

        Optional<List<String>> command();

        Optional<Path> publicKeyFile();

        @WithConverter(SignerTimeout.class)
        @WithDefault("30s")
        Duration timeout();
    }
}
