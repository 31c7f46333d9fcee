package io.streammirror.openpgp.keys;

import io.streammirror.openpgp.Fingerprint;
import io.streammirror.openpgp.Keyring;
import io.streammirror.openpgp.KeyringException;
import io.streammirror.openpgp.keys.KeyFileException.Which;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The public part of the key of an external signer, and what stands beside it while it is being changed; the steps are those of
 * {@link KeyFiles}.
 *
 * @param keyFile an armored or binary public key
 */
public record PublicKeyFiles(Path keyFile) {
    /** The key that signs; every failure is a {@link KeyFileException}. */
    public Keyring key() {
        return read(keyFile);
    }

    /** The key to come, if a change has begun. */
    public Optional<Keyring> next() {
        Path file = beside(".next");
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    /** The keys whose publications this one may follow. */
    public SortedSet<Fingerprint> replaced() {
        return KeyFileReader.fingerprints(Which.PUBLIC_KEY, beside(".replaces"));
    }

    private Path beside(String suffix) {
        return keyFile.resolveSibling(keyFile.getFileName() + suffix);
    }

    private static Keyring read(Path file) {
        byte[] bytes = KeyFileReader.bytes(Which.PUBLIC_KEY, file);
        try {
            return Keyring.parseOneKey(bytes);
        } catch (KeyringException e) {
            throw new KeyFileException(Which.PUBLIC_KEY, file + ": " + e.getMessage(), e);
        }
    }
}
