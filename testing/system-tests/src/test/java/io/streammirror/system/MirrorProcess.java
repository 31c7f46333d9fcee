package io.streammirror.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.codec.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** One run of the packaged {@code mirror} command as a child process, the way the launcher starts it. */
final class MirrorProcess implements AutoCloseable {
    /** Generous: a busy machine starts a stack in half a minute; one that is busier still can be given more. */
    static final Duration PATIENCE = Duration.ofMinutes(Integer.getInteger("stream-mirror.patience-minutes", 3));

    private static final AtomicInteger RUNS = new AtomicInteger();

    private final Path data;
    private final Path out;
    private final Path err;
    private final Process process;

    private MirrorProcess(Path data, Path logs, List<String> command, Map<String, String> environment)
            throws IOException {
        Files.createDirectories(logs);
        int run = RUNS.incrementAndGet();
        this.data = data;
        this.out = logs.resolve("run-" + run + ".out");
        this.err = logs.resolve("run-" + run + ".err");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        this.process = builder.start();
    }

    /** Starts any command that needs no stack. */
    static MirrorProcess command(Path directory, String... arguments) {
        return start(directory.resolve("no-data"), directory, List.of(arguments), Map.of());
    }

    /** Starts it with more variables in its environment. */
    static MirrorProcess command(Path directory, Map<String, String> environment, String... arguments) {
        return start(directory.resolve("no-data"), directory, List.of(arguments), environment);
    }

    /** Starts {@code mirror up} on a data directory and a free port. */
    static MirrorProcess up(Path data, Path configuration, String... more) {
        return up(data, configuration, Map.of(), more);
    }

    /** Starts it with more variables in its environment. */
    static MirrorProcess up(Path data, Path configuration, Map<String, String> environment, String... more) {
        var arguments = new ArrayList<>(
                List.of("up", "--config", configuration.toString(), "--data", data.toString(), "--port", "0"));
        arguments.addAll(List.of(more));
        return start(data, configuration.resolveSibling("runs"), arguments, environment);
    }

    private static MirrorProcess start(Path data, Path logs, List<String> arguments, Map<String, String> environment) {
        Path home = home();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:MaxInlineLevel=3",
                "-XX:FreqInlineSize=60",
                "-XX:InlineSmallCode=500",
                "-Xmx320m",
                "-XX:SharedArchiveFile=" + System.getProperty("stream-mirror.archive", "none"),
                "-Xlog:cds*=off",
                "-Dstream-mirror.home=" + home,
                "-jar",
                home.resolve("mirror-cli/target/mirror.jar").toString()));
        command.addAll(arguments);
        try {
            return new MirrorProcess(data, logs, command, environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The top of the project, where the packaged jars lie. */
    static Path home() {
        return Path.of(System.getProperty("stream-mirror.home", "../.."))
                .toAbsolutePath()
                .normalize();
    }

    /** Waits for the end and answers the exit code. */
    int awaitExit() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the command still runs after " + PATIENCE + tails());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns when all services were ready; fails when the command ends before. */
    MirrorProcess awaitUp() {
        Await.until("the stack is up", () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the command ended with code " + process.exitValue() + tails());
            }
            return out().contains("Serving at ");
        });
        return this;
    }

    /** The ports of a running stack, from its data directory; empty when none runs. */
    Optional<Ports> ports() {
        try {
            JsonNode json = Json.parse(Files.readAllBytes(portsFile()));
            return Optional.of(Ports.of(json));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path portsFile() {
        return data.resolve("run/ports.json");
    }

    Ports runningPorts() {
        return ports().orElseThrow(() -> new AssertionError("no ports are printed" + tails()));
    }

    /** Asks the command to end, like Ctrl-C does. */
    void terminate() {
        process.destroy();
    }

    /** Kills the command itself without a warning. */
    void kill() {
        process.destroyForcibly();
    }

    /** Kills a service of the stack without a warning, and returns when another process has its place. */
    void killService(String name) {
        long pid = runningPorts().pid(name);
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        Await.until(name + " is started again", () -> ports().filter(ports -> ports.pid(name) != pid)
                .isPresent());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String out() {
        return text(out);
    }

    String err() {
        return text(err);
    }

    Path data() {
        return data;
    }

    /** The last lines of everything that this run has written. */
    String tails() {
        var tails = new StringBuilder();
        Stream<Path> written = Stream.of(out, err);
        try (Stream<Path> logs =
                Files.isDirectory(data.resolve("logs")) ? Files.list(data.resolve("logs")) : Stream.of()) {
            Stream.concat(written, logs.sorted()).forEach(file -> tails.append("\n--- ")
                    .append(file.getFileName())
                    .append('\n')
                    .append(tail(text(file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tails.toString();
    }

    private static String tail(String text) {
        List<String> lines = text.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 25), lines.size()));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "(" + e + ")";
        }
    }

    /** Ends whatever is left, at once; how a stack ends in order is a matter of its own test. */
    @Override
    public void close() {
        List<ProcessHandle> services = process.descendants().toList();
        process.destroyForcibly();
        services.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
        services.forEach(service -> service.onExit().join());
    }
}
