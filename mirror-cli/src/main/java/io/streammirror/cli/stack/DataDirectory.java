package io.streammirror.cli.stack;

import io.streammirror.cli.exit.UsageException;
import io.streammirror.codec.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The state of one local stack on disk, held by an exclusive lock for as long as the stack runs. */
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

    /** Creates what is missing; a directory that another stack uses, or that cannot be written, is a {@link UsageException}. */
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
            throw new UsageException("data directory " + root + " cannot be used: " + e
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
            // Held by this same process: not locked, like any other holder.
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        if (!locked) {
            throw new UsageException("data directory " + root
                    + " is in use by another running mirror: stop that one, or choose another directory with --data");
        }
        return channel;
    }

    /** What a stack that runs on the directory has written, without taking the lock; empty when none runs. */
    public static Optional<Ports> runningPorts(Path directory) {
        Path file = directory.resolve(PORTS);
        try {
            return Files.exists(file)
                    ? Optional.of(Json.read(Files.readAllBytes(file), Ports.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a stack on the directory keeps the credentials of its store; there is no file before its first start. */
    public static Path storeCredentials(Path directory) {
        return directory.resolve(Secrets.CREDENTIALS);
    }

    /** Where a stack on the directory keeps its administrator's token; there is no file before its first start. */
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

    void writePorts(Ports ports) {
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
