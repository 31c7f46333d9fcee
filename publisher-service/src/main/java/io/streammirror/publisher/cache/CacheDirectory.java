package io.streammirror.publisher.cache;

import io.streammirror.simplestreams.Sha256;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The files of a cache: {@code blobs/<2 hex>/<64 hex>} whole, {@code fills/} on their way, {@code lock} held by the one process that
 * uses it. Files of other names are left alone.
 */
final class CacheDirectory implements AutoCloseable {
    private static final String BLOBS = "blobs";
    private static final String FILLS = "fills";

    private final Path root;
    private final FileChannel lock;

    /**
     * The size and time that distinguish one state of a file from another.
     *
     * @param modified to the nanosecond where the file system has it
     */
    record Stamp(long size, FileTime modified) {}

    /** A file that an earlier process has left. */
    record Found(Sha256 blob, Stamp stamp) {}

    private CacheDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Takes the directory, which is made when it is missing, for this process.
     *
     * @throws IOException when it cannot be written, or another process has it
     */
    static CacheDirectory open(Path root) throws IOException {
        Files.createDirectories(root.resolve(BLOBS));
        Files.createDirectories(root.resolve(FILLS));
        FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!isLocked(channel)) {
                throw new IOException("another process uses it");
            }
            var directory = new CacheDirectory(root, channel);
            directory.deleteFills();
            return directory;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock held = channel.tryLock();
            return held != null;
        } catch (OverlappingFileLockException byThisProcess) {
            return false;
        }
    }

    private void deleteFills() throws IOException {
        try (Stream<Path> left = Files.list(root.resolve(FILLS))) {
            for (Path file : left.toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    Path file(Sha256 blob) {
        return root.resolve(BLOBS).resolve(blob.hex().substring(0, 2)).resolve(blob.hex());
    }

    Path newFill(Sha256 blob) {
        return root.resolve(FILLS).resolve(blob.hex() + "." + UUID.randomUUID());
    }

    /** Gives a verified fill its place. */
    Stamp keep(Path fill, Sha256 blob) throws IOException {
        Path file = file(blob);
        Files.createDirectories(file.getParent());
        Files.move(fill, file, StandardCopyOption.ATOMIC_MOVE);
        return stamp(blob).orElseThrow(() -> new IOException("the file vanished"));
    }

    /** The state of a blob's file now; empty when it has none. */
    Optional<Stamp> stamp(Sha256 blob) {
        return stamp(file(blob));
    }

    private static Optional<Stamp> stamp(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile()
                    ? Optional.of(new Stamp(attributes.size(), attributes.lastModifiedTime()))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** The files of earlier processes, the oldest first. */
    List<Found> found() throws IOException {
        var found = new ArrayList<Found>();
        try (Stream<Path> files = Files.walk(root.resolve(BLOBS), 2)) {
            files.forEach(file ->
                    blobOf(file).ifPresent(blob -> stamp(file).ifPresent(stamp -> found.add(new Found(blob, stamp)))));
        }
        found.sort(Comparator.comparing(file -> file.stamp().modified()));
        return found;
    }

    private Optional<Sha256> blobOf(Path file) {
        try {
            var blob = new Sha256(file.getFileName().toString());
            return file(blob).equals(file) ? Optional.of(blob) : Optional.empty();
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    long usableSpace() throws IOException {
        return Files.getFileStore(root).getUsableSpace();
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
