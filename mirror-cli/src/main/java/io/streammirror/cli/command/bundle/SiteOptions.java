package io.streammirror.cli.command.bundle;

import io.streammirror.cli.exit.UsageException;
import io.streammirror.config.Settings;
import io.streammirror.config.SettingsReader;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.openpgp.keys.KeyFileException;
import io.streammirror.openpgp.keys.KeyFiles;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The configuration and the signing key of the site on which a bundle is made or taken in. */
final class SiteOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Configuration that names the store (default: the store of the local stack). 'import' needs it"
                            + " to know the sender.")
    private @Nullable Path config;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "The signing key (default: that of the configuration or of the data directory).")
    private @Nullable Path keyFile;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "File with the passphrase of the key (one line), as in signing.passphrase-file.")
    private @Nullable Path passphraseFile;

    /**
     * The configuration, if one is named.
     *
     * @param data the data directory of the local stack
     */
    @Nullable
    Settings settings(Path data) {
        return config == null ? null : SettingsReader.read(config, data, System.getenv());
    }

    /** The configuration, which must be named. */
    Settings requiredSettings(Path data) {
        Settings settings = settings(data);
        if (settings == null) {
            throw new UsageException(
                    "name the configuration with --config: it says which sender the mirror takes bundles from");
        }
        return settings;
    }

    /** The key that signs for this site. */
    SigningKey key(@Nullable Settings settings, Path data) {
        try {
            return files(settings, data).key();
        } catch (KeyFileException e) {
            throw new UsageException(e.getMessage() + "; name the key with --key-file");
        }
    }

    private KeyFiles files(@Nullable Settings settings, Path data) {
        if (keyFile != null) {
            return new KeyFiles(keyFile, Optional.ofNullable(passphraseFile));
        }
        if (settings != null && settings.signing().external().isPresent()) {
            throw new UsageException("signing.command signs publications only: name a key for bundles with --key-file");
        }
        return settings == null
                ? new KeyFiles(data.resolve("keys/mirror.key"), Optional.ofNullable(passphraseFile))
                : new KeyFiles(
                        settings.signing().keyFile(),
                        Optional.ofNullable(passphraseFile)
                                .or(() -> settings.signing().passphraseFile()));
    }
}
