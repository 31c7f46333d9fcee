package io.streammirror.openpgp.keys;

import io.streammirror.openpgp.Fingerprint;
import io.streammirror.openpgp.keys.KeyFileException.Which;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads files of keys; every failure is a {@link KeyFileException} that says what to do. */
final class KeyFileReader {
    private KeyFileReader() {}

    static byte[] bytes(Which which, Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new KeyFileException(which, "there is no file " + file + "; " + remedy(which), e);
        } catch (IOException e) {
            throw new KeyFileException(
                    which, file + " cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    /** Fingerprints, one a line, with comments; none if there is no such file. */
    static SortedSet<Fingerprint> fingerprints(Which which, Path file) {
        var fingerprints = new TreeSet<Fingerprint>();
        if (!Files.exists(file)) {
            return fingerprints;
        }
        try {
            new String(bytes(which, file), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(line -> fingerprints.add(Fingerprint.parse(line)));
        } catch (IllegalArgumentException e) {
            throw new KeyFileException(which, file + ": " + e.getMessage(), e);
        }
        return fingerprints;
    }

    private static String remedy(Which which) {
        return switch (which) {
            case KEY -> "'mirror key create' makes a signing key";
            case PASSPHRASE -> "write the passphrase of the signing key to it, or leave it out";
            case PUBLIC_KEY ->
                "write the public part of the external signer's key to it, as 'gpg --export KEY' gives it";
        };
    }
}
