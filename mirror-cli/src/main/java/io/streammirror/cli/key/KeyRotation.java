package io.streammirror.cli.key;

import io.streammirror.cli.exit.UsageException;
import io.streammirror.openpgp.Fingerprint;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.openpgp.keys.KeyFileException;
import io.streammirror.openpgp.keys.KeyFiles;
import io.streammirror.openpgp.keys.NewKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * Rotates the signing key in the only order in which no MAAS refuses a tree: both keys are published, every MAAS gets
 * both, and only then the new key signs alone.
 *
 * <p>The files show the progress of a rotation, so each step can be repeated and continued at any later time.
 */
public final class KeyRotation {
    private final KeyFiles files;

    public KeyRotation(KeyFiles files) {
        this.files = files;
    }

    /** The next key, which is published and does not sign yet; empty when no rotation is in progress. */
    public Optional<Fingerprint> coming() {
        return read(files::next).map(SigningKey::fingerprint);
    }

    /** The key that signs. */
    public Fingerprint current() {
        return read(files::key).fingerprint();
    }

    /** Creates the next key; there must be none yet. */
    public Fingerprint prepare(NewKey newKey) throws IOException {
        current();
        return newKey.write(files, files.nextFile()).fingerprint();
    }

    /** Makes the next key the signing key from the next start of the publisher on. */
    public Fingerprint takeOver() throws IOException {
        Fingerprint coming = coming().orElseThrow(() ->
                new UsageException("there is no " + files.nextFile() + ": begin with 'mirror key rotate --prepare'"));
        Fingerprint before = current();
        if (!read(files::replaced).contains(before)) {
            // Written before the key changes, because a publisher that starts with the new key must be allowed to
            // follow
            // the old one.
            Files.write(
                    files.replacesFile(),
                    List.of(before.hex()),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.SYNC);
        }
        keepOld();
        Files.move(files.nextFile(), files.keyFile(), StandardCopyOption.ATOMIC_MOVE);
        return coming;
    }

    private void keepOld() throws IOException {
        Path copy = Files.createTempFile(
                files.keyFile().toAbsolutePath().getParent(),
                ".old-",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(copy, Files.readAllBytes(files.keyFile()));
        Files.move(copy, files.oldFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private interface Read<T> {
        T read();
    }

    private static <T> T read(Read<T> file) {
        try {
            return file.read();
        } catch (KeyFileException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
