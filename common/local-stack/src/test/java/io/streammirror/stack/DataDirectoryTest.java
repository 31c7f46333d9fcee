package io.streammirror.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.store.StoreCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    private final Path directory;

    DataDirectoryTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void shouldRefuseSecondStackOnSameDirectory() {
        try (DataDirectory first = DataDirectory.open(directory)) {
            assertThatThrownBy(() -> DataDirectory.open(directory))
                    .isInstanceOf(StackConfigurationException.class)
                    .hasMessageContaining(first.root().toString())
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void shouldReleaseDirectoryWhenClosed() {
        DataDirectory.open(directory).close();

        try (DataDirectory second = DataDirectory.open(directory)) {
            assertThat(second.logs()).isDirectory();
        }
    }

    @Test
    void shouldCreateSecretsOnceReadableByOwnerOnly() throws IOException {
        StoreCredentials made;
        try (DataDirectory first = DataDirectory.open(directory)) {
            made = first.secrets().credentials();
        }

        try (DataDirectory second = DataDirectory.open(directory)) {

            assertThat(second.secrets().credentials()).isEqualTo(made);
            for (Path file :
                    List.of(second.secrets().credentialsFile(), second.secrets().adminTokenFile())) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void shouldHavePortsWhileStackRuns() {
        var ports = new StackPorts(8080, 21000, 21001, List.of(21002, 21003), 21004, 21005, Map.of("watcher", 42L));

        try (DataDirectory data = DataDirectory.open(directory)) {
            data.writePorts(ports);
            assertThat(DataDirectory.runningPorts(directory)).contains(ports);
        }

        assertThat(DataDirectory.runningPorts(directory)).isEmpty();
    }
}
