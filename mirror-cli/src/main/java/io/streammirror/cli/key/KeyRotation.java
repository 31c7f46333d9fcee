package io.streammirror.cli.key;

import io.streammirror.cli.exit.UsageException;
import io.streammirror.openpgp.Fingerprint;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.openpgp.keys.KeyFileException;
import io.streammirror.openpgp.keys.KeyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * Changes the signing key in the one order in which no MAAS ever refuses a tree: the key to come is published with the old one,
 * every MAAS is given both, and only then the new one signs, alone.
 *
 * <p>Where a rotation stands is read from the files, so each step can be repeated and the next taken at any later time.
 */
public final class KeyRotation {
    private final KeyFiles files;

    public KeyRotation(KeyFiles files) {
        this.files = files;
    }

    /** The key that is published and does not sign yet, if a rotation has begun. */
    public Optional<Fingerprint> coming() {
        return told(files::next).map(SigningKey::fingerprint);
    }

    /** The key that signs. */
    public Fingerprint current() {
        return told(files::key).fingerprint();
    }

    /** Makes the key to come; it must not be there yet. */
    public Fingerprint prepare(NewKey newKey) throws IOException {
        current();
        return newKey.write(files, files.nextFile()).fingerprint();
    }

    /** Lets the key to come sign from the next start of the publisher on. */
    public Fingerprint takeOver() throws IOException {
        Fingerprint coming = coming().orElseThrow(() ->
                new UsageException("there is no " + files.nextFile() + ": begin with 'mirror key rotate --prepare'"));
        Fingerprint before = current();
        if (!told(files::replaced).contains(before)) {
            // Before the key itself changes: a publisher that starts with the new key must be allowed to follow the
            // old.
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

    private static <T> T told(Read<T> file) {
        try {
            return file.read();
        } catch (KeyFileException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
