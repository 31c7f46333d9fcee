package io.streammirror.publisher;

import io.streammirror.config.Settings;
import io.streammirror.config.SettingsException;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.openpgp.SigningKeyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the mirror's own signing key; every failure is the operator's to mend, so it is told like one of the configuration. */
final class SigningKeyFile {
    private SigningKeyFile() {}

    static SigningKey read(Settings.Signing signing) {
        byte[] key = bytes("stream-mirror.signing.key-file", signing.keyFile());
        char @Nullable [] passphrase = signing.passphraseFile()
                .map(file -> passphrase(bytes("stream-mirror.signing.passphrase-file", file)))
                .orElse(null);
        try {
            return SigningKey.read(key, passphrase);
        } catch (SigningKeyException e) {
            throw problem("stream-mirror.signing.key-file", signing.keyFile() + ": " + e.getMessage());
        }
    }

    private static byte[] bytes(String setting, Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw problem(setting, "there is no file " + file + "; 'mirror key create' makes a signing key");
        } catch (IOException e) {
            throw problem(setting, file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** One line; the line end is the editor's, not part of the passphrase. */
    private static char[] passphrase(byte[] file) {
        return new String(file, StandardCharsets.UTF_8).stripTrailing().toCharArray();
    }

    private static SettingsException problem(String setting, String what) {
        return new SettingsException("configuration", List.of(setting + ": " + what));
    }
}
