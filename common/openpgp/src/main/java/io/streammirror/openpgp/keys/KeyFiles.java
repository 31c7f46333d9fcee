package io.streammirror.openpgp.keys;

import io.streammirror.openpgp.Fingerprint;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.openpgp.SigningKeyException;
import io.streammirror.openpgp.keys.KeyFileException.Which;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The signing key and what stands beside it while it is being changed.
 *
 * <p>A document must never have two signatures: gpgv refuses it for one by a key that it does not know. So a change of keys goes
 * by files: {@code KEY.next}, the key to come, is only published with the one in use, until all clients know both; then it takes
 * its place, and {@code KEY.replaces} names the fingerprints whose publications it may follow.
 *
 * @param keyFile an armored or binary OpenPGP secret key
 * @param passphraseFile one line, for all keys
 */
public record KeyFiles(Path keyFile, Optional<Path> passphraseFile) {
    /** The key that will sign after the change. */
    public Path nextFile() {
        return beside(".next");
    }

    /** The key that signed before the change, kept until the operator deletes it. */
    public Path oldFile() {
        return beside(".old");
    }

    /** Fingerprints of the keys that this one follows, one a line. */
    public Path replacesFile() {
        return beside(".replaces");
    }

    private Path beside(String suffix) {
        return keyFile.resolveSibling(keyFile.getFileName() + suffix);
    }

    /** The key that signs; every failure is a {@link KeyFileException}. */
    public SigningKey key() {
        return read(keyFile);
    }

    /** The key to come, if a change has begun. */
    public Optional<SigningKey> next() {
        return Files.exists(nextFile()) ? Optional.of(read(nextFile())) : Optional.empty();
    }

    public SortedSet<Fingerprint> replaced() {
        return KeyFileReader.fingerprints(Which.KEY, replacesFile());
    }

    private SigningKey read(Path file) {
        byte[] bytes = KeyFileReader.bytes(Which.KEY, file);
        try {
            return SigningKey.read(bytes, passphrase());
        } catch (SigningKeyException e) {
            throw new KeyFileException(Which.KEY, file + ": " + e.getMessage(), e);
        }
    }

    /**
     * The passphrase of the keys; null if they are not encrypted. The line end belongs to the editor, not to the
     * passphrase.
     */
    public char @Nullable [] passphrase() {
        return passphraseFile
                .map(file -> new String(KeyFileReader.bytes(Which.PASSPHRASE, file), StandardCharsets.UTF_8)
                        .stripTrailing()
                        .toCharArray())
                .orElse(null);
    }
}
