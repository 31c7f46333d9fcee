package io.streammirror.cli.stack;

import io.streammirror.simplestreams.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The classes of a service as a JVM had them in memory, to be mapped at a start instead of being read, checked and linked again: that is about
 * half of the time until a service is ready. It belongs to one build of the service and one Java, and takes some 70 MB. A process that is to
 * write it starts slower, by a third, so that is not the first one, which may be the only one, and only every second one where they are killed.
 *
 * <p>A JVM that cannot use an archive starts without it.
 */
final class ClassArchive {
    private static final int NAME_DIGITS = 16;

    private final Path file;
    private final Path draft;
    private final boolean isWritten;
    private final boolean isWanted;

    private ClassArchive(Path file, boolean isWanted) {
        this.file = file;
        this.draft = file.resolveSibling(file.getFileName() + ".draft");
        this.isWritten = Files.exists(file);
        this.isWanted = isWanted && !isWritten;
    }

    /**
     * Remembers the start, and removes archives of other builds and drafts that were not kept.
     *
     * @param directory exists
     * @throws UncheckedIOException when the jar is not there or the directory cannot be read or changed
     */
    static ClassArchive of(Path directory, String service, Path jar) {
        try {
            String identity = String.join(
                    "|",
                    jar.toString(),
                    Long.toString(Files.size(jar)),
                    Files.getLastModifiedTime(jar).toString(),
                    System.getProperty("java.home"),
                    Runtime.version().toString());
            String digits =
                    Sha256.of(identity.getBytes(StandardCharsets.UTF_8)).hex().substring(0, NAME_DIGITS);
            Path file = directory.resolve(service + "-" + digits + ".jsa");
            Path startedOnce = directory.resolve(service + "-" + digits + ".started");
            boolean isWanted = Files.deleteIfExists(startedOnce);
            try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, service + "-*")) {
                for (Path other : found) {
                    if (!other.equals(file)) {
                        Files.delete(other);
                    }
                }
            }
            if (!isWanted) {
                Files.createFile(startedOnce);
            }
            return new ClassArchive(file, isWanted);
        } catch (IOException e) {
            throw new UncheckedIOException("archive of classes in " + directory + ": " + e.getMessage(), e);
        }
    }

    /** For all processes of a service but one: of many that wrote it, one would spoil what another has written. */
    ClassArchive readOnly() {
        return new ClassArchive(file, false);
    }

    List<String> flags() {
        if (isWritten) {
            return List.of("-XX:SharedArchiveFile=" + file);
        }
        // What a JVM leaves out of it, classes of signed jars among it, is nobody's concern.
        return isWanted ? List.of("-XX:ArchiveClassesAtExit=" + draft, "-Xlog:cds*=off") : List.of();
    }

    /** The process was ready, and has ended by itself: if it has written the archive, it is whole. */
    void keep() {
        if (!isWanted || !Files.exists(draft)) {
            return;
        }
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Costs the next start some seconds; nothing else must suffer from it.
            System.err.println("mirror: the archive of classes " + draft + " cannot be kept: " + e);
        }
    }
}
