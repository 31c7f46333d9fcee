package io.streammirror.openpgp.keys;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.SigningKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Creates a signing key and writes it to a new file; an existing key is never overwritten. */
public final class NewKey {
    /** The name of the key, as gpg shows it. */
    public static final String NAME = "Stream Mirror";

    private final KeyAlgorithm algorithm;
    private final String name;

    public NewKey(KeyAlgorithm algorithm, String name) {
        this.algorithm = algorithm;
        this.name = name;
    }

    /**
     * Creates the key and writes it, readable by its owner only.
     *
     * @param files name the passphrase
     * @param target file for the key, one of the files
     */
    public SigningKey write(KeyFiles files, Path target) throws IOException {
        requireAbsent(target);
        char @Nullable [] passphrase = passphrase(files);
        SigningKey key = SigningKey.generate(name, algorithm, Instant.now().truncatedTo(ChronoUnit.SECONDS));
        Path directory = target.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        create(target, key.write(passphrase));
        return key;
    }

    private static char @Nullable [] passphrase(KeyFiles files) {
        try {
            char @Nullable [] passphrase = files.passphrase();
            if (passphrase != null && passphrase.length == 0) {
                throw new NewKeyException("the passphrase file is empty: write a passphrase to it, or leave it out");
            }
            return passphrase;
        } catch (KeyFileException e) {
            throw new NewKeyException("passphrase-file: " + e.getMessage());
        }
    }

    private static void requireAbsent(Path target) {
        if (Files.exists(target)) {
            throw new NewKeyException(target + " exists and is never overwritten: publications are signed with it;"
                    + " 'mirror key show' shows it, 'mirror key rotate' changes it");
        }
    }

    /** Fails when the file exists, even if it was created at the same moment. */
    private static void create(Path target, byte[] content) throws IOException {
        try (FileChannel file = FileChannel.open(
                target,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                asFileAttribute(fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        } catch (FileAlreadyExistsException e) {
            requireAbsent(target);
            throw e;
        } catch (IOException e) {
            Files.deleteIfExists(target);
            throw e;
        }
    }
}
