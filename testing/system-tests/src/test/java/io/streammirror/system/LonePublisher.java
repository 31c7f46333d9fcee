package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.system.fault.FaultPorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged publisher without Kafka and without the other services; ended when closed. */
final class LonePublisher implements AutoCloseable {
    private final Path log;
    private final int port;
    private final int management;
    private final Process process;

    private LonePublisher(Path log, int port, int management, Process process) {
        this.log = log;
        this.port = port;
        this.management = management;
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param directory of its log and of its data
     * @param environment further variables
     */
    static LonePublisher start(Path directory, Path configuration, Map<String, String> environment) throws IOException {
        Path log = directory.resolve("publisher.log");
        int port = FaultPorts.next();
        int management = FaultPorts.next();
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-jar",
                        MirrorProcess.home()
                                .resolve("publisher-service/target/quarkus-app/quarkus-run.jar")
                                .toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "STREAM_MIRROR_CONFIG", configuration.toString(),
                        "STREAM_MIRROR_DATA", directory.resolve("data").toString(),
                        "STREAM_MIRROR_KAFKA_BOOTSTRAP", "127.0.0.1:1",
                        "QUARKUS_HTTP_PORT", Integer.toString(port),
                        "QUARKUS_MANAGEMENT_PORT", Integer.toString(management)));
        builder.environment().putAll(environment);
        return new LonePublisher(log, port, management, builder.start());
    }

    URI site() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    URI management() {
        return URI.create("http://127.0.0.1:" + management + "/");
    }

    void assertRuns() throws IOException {
        assertThat(process.isAlive()).as(wrote()).isTrue();
    }

    /** Its exit code, once it has ended by itself. */
    int awaitExit() throws IOException, InterruptedException {
        assertThat(process.waitFor(MirrorProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("it has ended; it wrote%n%s", wrote())
                .isTrue();
        return process.exitValue();
    }

    String wrote() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
