package io.streammirror.publisher.admin;

import io.streammirror.config.SettingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** The secret that an administrator shows; compared in constant time, and never printed. */
public final class AdminToken {
    /** Below this a token can be guessed by trying. */
    static final int MIN_LENGTH = 16;

    private static final String SETTING = "stream-mirror.admin.token-file";

    private final byte[] token;

    AdminToken(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The token of a configuration: the first line of its file; empty when none is configured.
     *
     * @throws SettingsException when the file cannot be read, or holds no token
     */
    public static Optional<AdminToken> read(Optional<Path> file) {
        return file.map(AdminToken::read);
    }

    private static AdminToken read(Path file) {
        String token;
        try (var lines = Files.lines(file)) {
            token = lines.findFirst().orElse("").strip();
        } catch (IOException | UncheckedIOException e) {
            throw problem(file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
        if (token.length() < MIN_LENGTH) {
            throw problem(file + ": its first line must be a token of at least " + MIN_LENGTH
                    + " characters; 'openssl rand -hex 32' makes one");
        }
        return new AdminToken(token);
    }

    private static SettingsException problem(String what) {
        return new SettingsException("configuration", List.of(SETTING + ": " + what));
    }

    boolean matches(String shown) {
        return MessageDigest.isEqual(token, shown.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "an administrator's token";
    }
}
