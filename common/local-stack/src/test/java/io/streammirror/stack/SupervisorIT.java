package io.streammirror.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final FreePort ports = new FreePort();

    @TempDir
    Path directory;

    @BeforeEach
    void packageTheProbedService() throws IOException {
        Path jar = directory.resolve("quarkus-run.jar");
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, ProbedService.class.getName());
        String entry = ProbedService.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var in = ProbedService.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            in.transferTo(out);
        }
    }

    @Test
    void shouldRestartKilledServiceAndPrintItsLastLines() {
        try (var supervisor = supervisor(Map.of("PROBED_MODE", "serve"))) {
            supervisor.awaitReady();
            long first = supervisor.pids().get("probed");

            ProcessHandle.of(supervisor.pids().get("probed")).orElseThrow().destroyForcibly();

            eventually(() -> supervisor.pids().get("probed") != first);
            assertThat(notices)
                    .singleElement()
                    .asString()
                    .contains("probed", "started again")
                    .contains("serving");
        }
    }

    @Test
    void shouldFailStartWhenServiceIsNeverReady() {
        try (var supervisor = supervisor(Map.of("PROBED_MODE", "fail", "PROBED_CODE", "1"))) {
            assertThatThrownBy(supervisor::awaitReady)
                    .isExactlyInstanceOf(StackException.class)
                    .hasMessageContaining("probed")
                    .hasMessageContaining("giving up");
        }
    }

    @Test
    void shouldNotRestartServiceWhenConfigurationIsWrong() {
        try (var supervisor = supervisor(Map.of("PROBED_MODE", "fail", "PROBED_CODE", "2"))) {
            assertThatThrownBy(supervisor::awaitReady).isInstanceOf(StackConfigurationException.class);
            assertThat(notices).isEmpty();
        }
    }

    @Test
    void shouldKeepServiceWhenPortsCannotBeWritten() {
        try (var supervisor = supervisor(Map.of("PROBED_MODE", "serve"), () -> {
            throw new UncheckedIOException(new IOException("No space left on device"));
        })) {
            supervisor.awaitReady();
            long first = supervisor.pids().get("probed");

            ProcessHandle.of(supervisor.pids().get("probed")).orElseThrow().destroyForcibly();

            eventually(() -> supervisor.pids().get("probed") != first);
            assertThat(notices).first().asString().contains("probed", "No space left on device");
        }
    }

    @Test
    void shouldEndAllProcessesWhenClosed() {
        var supervisor = supervisor(Map.of("PROBED_MODE", "serve"));
        supervisor.awaitReady();
        long pid = supervisor.pids().get("probed");

        supervisor.close();

        assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
    }

    @Test
    void shouldEndServicesOfSameProgramTogether() throws IOException {
        Path meeting = Files.createDirectory(directory.resolve("meeting"));
        Map<String, String> mode = Map.of("PROBED_MODE", "meet", "PROBED_MEETING", meeting.toString());
        var supervisor =
                new Supervisor(List.of(spec("one", mode), spec("two", mode)), directory, notices::add, () -> {});
        supervisor.awaitReady();

        supervisor.close();

        assertThat(meeting).isDirectoryContaining("glob:**met-*");
    }

    private Supervisor supervisor(Map<String, String> mode) {
        return supervisor(mode, () -> {});
    }

    private Supervisor supervisor(Map<String, String> mode, Runnable onStart) {
        return new Supervisor(List.of(spec("probed", mode)), directory, notices::add, onStart);
    }

    private ServiceSpec spec(String name, Map<String, String> mode) {
        int port = ports.next();
        var environment = new HashMap<>(mode);
        environment.put("PROBED_PORT", Integer.toString(port));
        return new ServiceSpec(name, new PackagedService("probed", directory), port, List.of("-Xmx32m"), environment);
    }

    private static void eventually(BooleanSupplier condition) {
        await().atMost(PATIENCE).until(condition::getAsBoolean);
    }
}
