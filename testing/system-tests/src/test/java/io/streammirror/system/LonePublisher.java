package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.system.fault.FaultPorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
        return start(directory, configuration, environment, List.of("-Xmx192m", "-XX:+UseSerialGC"));
    }

    /** Starts it with the flags of its container: {@code deploy/Dockerfile} and {@code docker-compose.yml}. */
    static LonePublisher startAsInContainer(Path directory, Path configuration, Map<String, String> environment)
            throws IOException {
        String image = Files.readString(MirrorProcess.home().resolve("deploy/Dockerfile"));
        String services = Files.readString(MirrorProcess.home().resolve("docker-compose.yml"));
        var flags = new ArrayList<>(List.of("-Xmx" + found("PUBLISHER_HEAP:-(\\w+)", services)));
        flags.addAll(
                List.of(found("JAVA_OPTS=\"\\$\\{JAVA_FLAGS} ([^\"]+)\"", image).split(" ")));
        var more = new HashMap<>(environment);
        more.put("MALLOC_ARENA_MAX", found("MALLOC_ARENA_MAX=(\\d+)", image));
        return start(directory, configuration, more, flags);
    }

    private static String found(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    private static LonePublisher start(
            Path directory, Path configuration, Map<String, String> environment, List<String> flags)
            throws IOException {
        Path log = directory.resolve("publisher.log");
        int port = FaultPorts.next();
        int management = FaultPorts.next();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of(
                "-jar",
                MirrorProcess.home()
                        .resolve("publisher-service/target/quarkus-app/quarkus-run.jar")
                        .toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
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

    /** The most bytes that were resident so far, as the kernel counts them. */
    long peakMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }

    long pid() {
        return process.pid();
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
