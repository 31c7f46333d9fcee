package io.streammirror.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/**
 * The archive of a service's classes in the form that a JVM has in memory. Mapping it instead of loading, verifying and
 * linking classes halves the time of a start. It is beside the service and takes about 75 MB.
 *
 * <p>It belongs to one build and one Java version; the JVM checks both and starts without an archive that does not match.
 *
 * @param file may be missing
 */
record ClassArchive(Path file) {
    /** A process writes it in some seconds when it ends; one that takes this long hangs. */
    static final Duration MAX_WRITING = Duration.ofMinutes(2);

    static ClassArchive of(PackagedService service) {
        return new ClassArchive(service.directory().resolveSibling(service.name() + "-classes.jsa"));
    }

    /** The JVM flags that use the archive; an archive that does not match logs nothing. */
    List<String> flags() {
        return Files.exists(file)
                ? List.of(
                        "-XX:SharedArchiveFile=" + file,
                        "-Xlog:cds*=off",
                        // At another address than its own, every page of it would be patched and so be memory of this
                        // process.
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:ArchiveRelocationMode=0")
                : List.of();
    }

    /** The JVM flags that write the classes of a whole run to the draft, when the process ends. */
    List<String> recordingFlags() {
        // Classes matter and not speed, so the second compiler would be waste.
        return List.of("-XX:ArchiveClassesAtExit=" + draft(), "-Xlog:cds*=off", "-XX:TieredStopAtLevel=1");
    }

    /** Whether a process has mapped the archive; true where the system does not say so. A link may lead to its directory. */
    boolean isUsedBy(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "maps"))
                    .contains("/" + file.getFileName());
        } catch (IOException unknown) {
            return true;
        }
    }

    /** The file that is written first, because processes may be using the old archive. */
    Path draft() {
        return file.resolveSibling(file.getFileName() + ".draft");
    }

    void keepDraft() throws IOException {
        Files.move(draft(), file, StandardCopyOption.ATOMIC_MOVE);
    }
}
