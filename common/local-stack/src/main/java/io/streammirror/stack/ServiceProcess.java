package io.streammirror.stack;

import io.streammirror.concurrent.DaemonThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One process of a service: a child JVM whose output goes to the service's log. */
final class ServiceProcess {
    private final Process process;
    private final Thread copier;

    private ServiceProcess(Process process, Thread copier) {
        this.process = process;
        this.copier = copier;
    }

    static ServiceProcess start(ServiceSpec spec, ServiceLog log) throws IOException {
        var builder = new ProcessBuilder(command(spec)).redirectErrorStream(true);
        builder.environment().putAll(spec.environment());
        builder.environment()
                .put(
                        "STREAM_MIRROR_PARENT_PID",
                        Long.toString(ProcessHandle.current().pid()));
        Process process = builder.start();
        process.getOutputStream().close();
        Thread copier = DaemonThreads.named(spec.name() + "-log").newThread(() -> copy(process, log));
        copier.start();
        return new ServiceProcess(process, copier);
    }

    /**
     * Ctrl-C and a closed terminal reach the whole process group; the shell's traps leave it to this process to end the
     * services in order. The JVM keeps a signal ignored that it was started with ignored.
     */
    private static List<String> command(ServiceSpec spec) {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(spec.jvmFlags());
        command.add("-jar");
        command.add(spec.service().jar().toString());
        return command;
    }

    private static void copy(Process process, ServiceLog log) {
        try (var output = process.getInputStream()) {
            log.copy(output);
        } catch (IOException e) {
            // The log cannot be written: the service then writes to a closed pipe, and its supervision continues.
            log.remember("the log of this service cannot be written: " + e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the end of the process and of its output. */
    int await() throws InterruptedException {
        int code = process.waitFor();
        copier.join(TimeUnit.SECONDS.toMillis(1));
        return code;
    }

    boolean await(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void terminate() {
        // Process.destroy would close the pipe too, and the last lines, often the most important ones, would be lost.
        process.toHandle().destroy();
    }

    void kill() {
        process.toHandle().destroyForcibly();
    }
}
