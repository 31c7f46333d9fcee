package io.streammirror.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The classes of a service as a JVM had them in memory, to be mapped at a start instead of being read, checked and linked again: that is half of
 * the time until a service is ready. It lies beside the service and takes some 65 MB.
 *
 * <p>It belongs to one build of the service and one Java, which is the JVM's to compare: with an archive that does not fit it starts without.
 *
 * @param file need not be there
 */
record ClassArchive(Path file) {
    static ClassArchive of(PackagedService service) {
        return new ClassArchive(service.directory().resolveSibling(service.name() + "-classes.jsa"));
    }

    /** What a JVM is told that starts the service; it is not to complain of an archive that does not fit. */
    List<String> flags() {
        return Files.exists(file) ? List.of("-XX:SharedArchiveFile=" + file, "-Xlog:cds*=off") : List.of();
    }

    /** Where it is written before it takes its place: processes may be using the former one. */
    Path draft() {
        return file.resolveSibling(file.getFileName() + ".draft");
    }

    void keepDraft() throws IOException {
        Files.move(draft(), file, StandardCopyOption.ATOMIC_MOVE);
    }
}
