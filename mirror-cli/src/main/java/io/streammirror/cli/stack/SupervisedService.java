package io.streammirror.cli.stack;

import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps one service running: starts it, learns when it is ready, starts it again when it dies. */
final class SupervisedService {
    /** A service that dies this often before it was ever ready will not come up by trying again. */
    private static final int MAX_EARLY_DEATHS = 3;

    /** Cold disks and busy cores are slow; a start that takes longer hangs. */
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private static final long PROBE_MILLIS = 100;
    private static final long SIGNAL_MILLIS = 300;

    private final ServiceSpec spec;
    private final ServiceLog log;
    private final Consumer<String> notices;
    private final Runnable onStart;
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private final Thread keeper;
    private @Nullable ServiceProcess process;
    private boolean stopping;

    SupervisedService(ServiceSpec spec, ServiceLog log, Consumer<String> notices, Runnable onStart) {
        this.spec = spec;
        this.log = log;
        this.notices = notices;
        this.onStart = onStart;
        this.keeper = new Thread(this::keep, spec.name() + "-keeper");
        this.keeper.setDaemon(true);
    }

    String name() {
        return spec.name();
    }

    void start() {
        keeper.start();
    }

    /** Completes when the service was ready for the first time; fails when it will not be. */
    CompletableFuture<Void> firstReady() {
        return firstReady;
    }

    synchronized @Nullable ServiceProcess process() {
        return process;
    }

    /** From now on the process is not started again. */
    void terminate() {
        ServiceProcess running;
        synchronized (this) {
            stopping = true;
            running = process;
        }
        keeper.interrupt();
        if (running != null) {
            running.terminate();
        }
    }

    private void keep() {
        try {
            BackOff backOff = BackOff.none();
            for (ServiceProcess life = launch(); life != null; life = launch()) {
                long started = System.nanoTime();
                onStart.run();
                awaitReady(life);
                int code = life.await();
                // A signal to the whole process group ends services before this process has heard of it.
                Thread.sleep(SIGNAL_MILLIS);
                if (isStopping()) {
                    return;
                }
                backOff = backOff.afterDeath(Duration.ofNanos(System.nanoTime() - started));
                if (!firstReady.isDone() && (code == ExitCode.USAGE.code() || backOff.deaths() > MAX_EARLY_DEATHS)) {
                    firstReady.completeExceptionally(neverReady(code));
                    return;
                }
                notices.accept(death(code, backOff.delay()));
                Thread.sleep(backOff.delay().toMillis());
            }
        } catch (InterruptedException e) {
            // Told to stop while it waited.
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            firstReady.completeExceptionally(
                    new StackException("service " + spec.name() + " cannot be started: " + e.getMessage(), e));
        }
    }

    private synchronized @Nullable ServiceProcess launch() throws IOException {
        process = stopping ? null : ServiceProcess.start(spec, log);
        return process;
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    private void awaitReady(ServiceProcess life) throws InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (life.isAlive()) {
            if (HealthProbe.isReady(spec.healthPort())) {
                firstReady.complete(null);
                return;
            }
            if (System.nanoTime() > deadline) {
                notices.accept("service " + spec.name() + " is not ready after " + START_LIMIT.toMinutes()
                        + " minutes; it is killed and started again");
                life.kill();
                return;
            }
            Thread.sleep(PROBE_MILLIS);
        }
    }

    private String death(int code, Duration delay) {
        return "service " + spec.name() + " ended with code " + code + " and is started again in " + delay.toSeconds()
                + " s; its last lines:\n" + lastLines();
    }

    private CommandException neverReady(int code) {
        ExitCode exitCode = code == ExitCode.USAGE.code() ? ExitCode.USAGE : ExitCode.FAILED;
        return new CommandException(
                exitCode,
                "service " + spec.name() + " does not start (exit code " + code + ", log " + log.file()
                        + "); its last lines:\n" + lastLines());
    }

    private String lastLines() {
        return "  " + String.join("\n  ", log.lastLines());
    }
}
