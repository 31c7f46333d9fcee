package io.streammirror.stack;

import io.streammirror.concurrent.DaemonThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps one service running: starts it, waits until it is ready, and restarts it when it ends. */
final class SupervisedService {
    /** A service that ends this often before it is ready fails the start. */
    private static final int MAX_EARLY_DEATHS = 3;

    /** A start on a cold disk and busy cores is slow; one that takes longer hangs. */
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    /** Exit code of a service whose configuration is wrong. */
    private static final int CONFIGURATION_ERROR = 2;

    private static final long PROBE_MILLIS = 100;
    private static final long SIGNAL_MILLIS = 300;

    private final ServiceSpec spec;
    private final ServiceLog log;
    private final Consumer<String> notices;
    private final Runnable onStart;
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private final Thread supervisor;
    private @Nullable ServiceProcess process;
    private boolean stopping;

    SupervisedService(ServiceSpec spec, ServiceLog log, Consumer<String> notices, Runnable onStart) {
        this.spec = spec;
        this.log = log;
        this.notices = notices;
        this.onStart = onStart;
        this.supervisor = DaemonThreads.named(spec.name() + "-supervisor").newThread(this::supervise);
    }

    String name() {
        return spec.name();
    }

    /** Whether both run the same program, so that they can start and stop together. */
    boolean isPeerOf(SupervisedService other) {
        return spec.service().equals(other.spec.service());
    }

    void start() {
        supervisor.start();
    }

    /** Completes when the service is ready for the first time; fails when it will never be. */
    CompletableFuture<Void> firstReady() {
        return firstReady;
    }

    synchronized @Nullable ServiceProcess process() {
        return process;
    }

    /** Terminates the process, which is not started again. */
    void terminate() {
        ServiceProcess running;
        synchronized (this) {
            stopping = true;
            running = process;
        }
        supervisor.interrupt();
        if (running != null) {
            running.terminate();
        }
    }

    private void supervise() {
        try {
            RestartDelay restartDelay = RestartDelay.none();
            for (int deaths = 1; !isStopping(); deaths++) {
                Death death = live();
                // A signal to the process group may end the services before this process handles it.
                Thread.sleep(SIGNAL_MILLIS);
                if (isStopping()) {
                    return;
                }
                if (!firstReady.isDone() && (death.isFinal() || deaths > MAX_EARLY_DEATHS)) {
                    firstReady.completeExceptionally(neverReady(death));
                    return;
                }
                restartDelay = restartDelay.afterDeath(death.served());
                notices.accept(death.cause() + "; it is started again in "
                        + restartDelay.delay().toSeconds() + " s; its last lines:\n" + lastLines());
                Thread.sleep(restartDelay.delay().toMillis());
            }
        } catch (InterruptedException e) {
            // The stack ends.
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The end of one process of the service.
     *
     * @param cause a clause that names the service
     * @param served how long it was ready: only that is a sign of health, a service may also hang for long
     * @param isFinal whether the configuration is wrong, so that another start would fail too
     */
    private record Death(String cause, Duration served, boolean isFinal) {}

    private Death live() throws InterruptedException {
        ServiceProcess life;
        try {
            life = launch();
        } catch (IOException e) {
            return new Death("service " + spec.name() + " cannot be started: " + e.getMessage(), Duration.ZERO, false);
        }
        announceStart();
        boolean ready = awaitReady(life);
        long since = System.nanoTime();
        int code = life.await();
        return new Death(
                "service " + spec.name() + " ended with code " + code,
                ready ? Duration.ofNanos(System.nanoTime() - since) : Duration.ZERO,
                code == CONFIGURATION_ERROR);
    }

    private synchronized ServiceProcess launch() throws IOException, InterruptedException {
        if (stopping) {
            throw new InterruptedException("the stack ends");
        }
        ServiceProcess started = ServiceProcess.start(spec, log);
        process = started;
        return started;
    }

    /** A full disk must not end the supervision of this service. */
    private void announceStart() {
        try {
            onStart.run();
        } catch (UncheckedIOException e) {
            notices.accept("service " + spec.name()
                    + " has started, but its port cannot be written for 'mirror status': " + e.getMessage());
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

    private StackException neverReady(Death death) {
        String message =
                death.cause() + " and was never ready (log " + log.file() + "); its last lines:\n" + lastLines();
        return death.isFinal() ? new StackConfigurationException(message) : new StackException(message);
    }

    private String lastLines() {
        return "  " + String.join("\n  ", log.lastLines());
    }
}
