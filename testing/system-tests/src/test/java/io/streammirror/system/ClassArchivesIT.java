package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The archives of {@code mirror prepare} are really used: a JVM that cannot use one starts without a message. */
@OnSharedStack
final class ClassArchivesIT {
    private final SharedStack stack;

    ClassArchivesIT(SharedStack stack) {
        this.stack = stack;
    }

    @ParameterizedTest
    @ValueSource(strings = {"watcher", "fetcher-1", "publisher"})
    void shouldLoadClassesOfServiceFromArchive(String service) throws IOException {
        Path maps = Path.of("/proc", Long.toString(stack.ports().pid(service)), "maps");
        assumeThat(maps).as("the kernel shows the mappings of a process").exists();

        assertThat(Files.readString(maps))
                .contains("-service/target/" + service.replaceAll("-.*", "") + "-classes.jsa");
    }
}
