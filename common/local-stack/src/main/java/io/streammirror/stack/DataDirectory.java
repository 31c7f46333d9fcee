package io.streammirror.stack;

import io.streammirror.codec.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The state of one local stack on disk, locked exclusively while the stack runs. */
public final class DataDirectory implements AutoCloseable {
    private static final String PORTS = "run/ports.json";

    private final Path root;
    private final FileChannel lock;
    private final Secrets secrets;

    private DataDirectory(Path root, FileChannel lock) throws IOException {
        this.root = root;
        this.lock = lock;
        for (Path directory : new Path[] {kafka(), s3(), keys(), logs(), cache()}) {
            Files.createDirectories(directory);
        }
        this.secrets = new Secrets(root);
    }

    /**
     * Creates missing directories and takes the lock.
     *
     * @throws StackConfigurationException when another stack uses the directory, or it cannot be written
     */
    public static DataDirectory open(Path directory) {
        Path root = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root.resolve("run"));
            FileChannel lock = lock(root);
            try {
                return new DataDirectory(root, lock);
            } catch (IOException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StackConfigurationException("data directory " + root + " cannot be used: " + e
                    + ": choose a directory that you can write with --data");
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        FileChannel channel =
                FileChannel.open(root.resolve("run/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // This process has the lock already, which is the same as another process having it.
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        if (!locked) {
            throw new StackConfigurationException("data directory " + root
                    + " is in use by another running mirror: stop that one, or choose another directory with --data");
        }
        return channel;
    }

    /** The ports of the stack that runs on a directory, read without the lock; empty when none runs. */
    public static Optional<StackPorts> runningPorts(Path directory) {
        Path file = directory.resolve(PORTS);
        try {
            return Files.exists(file)
                    ? Optional.of(Json.read(Files.readAllBytes(file), StackPorts.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file with the credentials of the embedded store; it does not exist before the first start. */
    public static Path storeCredentials(Path directory) {
        return directory.resolve(Secrets.CREDENTIALS);
    }

    /** The file with the administrator token; it does not exist before the first start. */
    public static Path adminToken(Path directory) {
        return directory.resolve(Secrets.ADMIN_TOKEN);
    }

    public Path root() {
        return root;
    }

    public Path logs() {
        return root.resolve("logs");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path s3() {
        return root.resolve("s3");
    }

    Path keys() {
        return root.resolve("keys");
    }

    Path cache() {
        return root.resolve("cache");
    }

    Secrets secrets() {
        return secrets;
    }

    void writePorts(StackPorts ports) {
        try {
            PrivateFile.write(root.resolve(PORTS), Json.pretty(ports));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(root.resolve(PORTS));
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
