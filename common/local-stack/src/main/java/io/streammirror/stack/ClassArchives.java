package io.streammirror.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The class archives of the three services, recorded by a stack of {@link StackSpec#recording()}. */
public final class ClassArchives {
    private final List<PackagedService> services;

    /** @param home the top of the project or of the distribution */
    public ClassArchives(Path home) {
        this.services = PackagedService.NAMES.stream()
                .map(name -> PackagedService.in(home, name))
                .toList();
    }

    /**
     * Deletes what an interrupted recording left. Call it before the stack starts.
     *
     * @throws StackException when the archives cannot be written
     */
    public void begin() throws IOException {
        for (PackagedService service : services) {
            if (!Files.isWritable(service.directory().resolveSibling(""))) {
                throw new StackException("the directory beside " + service.directory()
                        + " cannot be written: run 'mirror prepare' as the user who installed the mirror");
            }
            Files.deleteIfExists(ClassArchive.of(service).draft());
        }
    }

    /**
     * Uses the recorded archives from now on. Call it after the stack was closed.
     *
     * @throws StackException when one was not recorded
     */
    public void keep() throws IOException {
        for (PackagedService service : services) {
            ClassArchive archive = ClassArchive.of(service);
            if (!Files.exists(archive.draft())) {
                throw new StackException("the classes of the " + service.name()
                        + " were not archived: the process ended before it could write " + archive.draft());
            }
            archive.keepDraft();
        }
    }
}
