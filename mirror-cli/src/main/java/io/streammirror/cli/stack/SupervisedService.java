package io.streammirror.cli.stack;

import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    /** Whether both run the same program, of which any number may come and go at once. */
    boolean isPeerOf(SupervisedService other) {
        return spec.service().equals(other.spec.service());
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
            RestartDelay backOff = RestartDelay.none();
            for (int deaths = 1; !isStopping(); deaths++) {
                Death death = live();
                // A signal to the whole process group ends services before this process has heard of it.
                Thread.sleep(SIGNAL_MILLIS);
                if (isStopping()) {
                    return;
                }
                if (!firstReady.isDone() && (death.isFinal() || deaths > MAX_EARLY_DEATHS)) {
                    firstReady.completeExceptionally(neverReady(death));
                    return;
                }
                backOff = backOff.afterDeath(death.served());
                notices.accept(death.cause() + "; it is started again in "
                        + backOff.delay().toSeconds() + " s; its last lines:\n" + lastLines());
                Thread.sleep(backOff.delay().toMillis());
            }
        } catch (InterruptedException e) {
            // Told to stop while it waited.
            Thread.currentThread().interrupt();
        }
    }

    /**
     * How one life ended.
     *
     * @param cause a clause that names the service
     * @param served how long it was ready: only that is a sign of health, a service may also hang for long
     * @param exitCode what it asks of this process where it never becomes ready
     */
    private record Death(String cause, Duration served, ExitCode exitCode) {
        boolean isFinal() {
            return exitCode == ExitCode.USAGE;
        }
    }

    private Death live() throws InterruptedException {
        ServiceProcess life;
        try {
            life = launch();
        } catch (IOException e) {
            return new Death(
                    "service " + spec.name() + " cannot be started: " + e.getMessage(), Duration.ZERO, ExitCode.FAILED);
        }
        tellStart();
        boolean ready = awaitReady(life);
        long since = System.nanoTime();
        int code = life.await();
        return new Death(
                "service " + spec.name() + " ended with code " + code,
                ready ? Duration.ofNanos(System.nanoTime() - since) : Duration.ZERO,
                code == ExitCode.USAGE.code() ? ExitCode.USAGE : ExitCode.FAILED);
    }

    private synchronized ServiceProcess launch() throws IOException, InterruptedException {
        if (stopping) {
            throw new InterruptedException("the stack ends");
        }
        ServiceProcess started = ServiceProcess.start(spec, log);
        process = started;
        return started;
    }

    /** A full disk keeps the news from others, not this service from being kept. */
    private void tellStart() {
        try {
            onStart.run();
        } catch (UncheckedIOException e) {
            notices.accept("service " + spec.name() + " has started, but 'mirror status' cannot learn of it: "
                    + e.getMessage());
        }
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    private boolean awaitReady(ServiceProcess life) throws InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (life.isAlive()) {
            if (HealthProbe.isReady(spec.healthPort())) {
                firstReady.complete(null);
                return true;
            }
            if (System.nanoTime() > deadline) {
                notices.accept("service " + spec.name() + " is not ready after " + START_LIMIT.toMinutes()
                        + " minutes and is killed");
                life.kill();
                return false;
            }
            Thread.sleep(PROBE_MILLIS);
        }
        return false;
    }

    private CommandException neverReady(Death death) {
        return new CommandException(
                death.exitCode(),
                death.cause() + " and was never ready (log " + log.file() + "); its last lines:\n" + lastLines());
    }

    private String lastLines() {
        return "  " + String.join("\n  ", log.lastLines());
    }
}
