package io.streammirror.system;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own with little room, so that "full" is what the kernel says. Only root can have one. */
final class SmallDisk implements AutoCloseable {
    private final Path place;

    private SmallDisk(Path place) {
        this.place = place;
    }

    /**
     * Mounts an empty file system; the test is left out where that is not allowed.
     *
     * @param options of tmpfs, as in {@code size=4m,nr_inodes=5}
     */
    static SmallDisk mount(Path place, String options) throws IOException {
        Files.createDirectories(place);
        assumeThat(run("mount", "-t", "tmpfs", "-o", options, "tmpfs", place.toString()))
                .as("mounting a file system")
                .isZero();
        return new SmallDisk(place);
    }

    Path place() {
        return place;
    }

    /** Bytes that can still be written. */
    long free() throws IOException {
        return Files.getFileStore(place).getUsableSpace();
    }

    @Override
    public void close() throws IOException {
        run("umount", "-l", place.toString());
    }

    private static int run(String... command) throws IOException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
