package io.streammirror.fetcher.app;

import io.streammirror.concurrent.DaemonThreads;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The scheduler of this process for everything that runs beside the transfers. */
@Singleton
final class BackgroundJobs {
    private static final Logger LOG = Logger.getLogger(BackgroundJobs.class);

    /** One for each task that may block on the broker or the store, and one for the others. */
    private static final int THREADS = 5;

    private final ScheduledThreadPoolExecutor scheduler =
            new ScheduledThreadPoolExecutor(THREADS, DaemonThreads.named("background"));

    /** A task; an exception is logged, and the task runs again after its interval. */
    @FunctionalInterface
    interface Task {
        void run() throws InterruptedException;
    }

    /** Runs a task now and again after every interval. */
    void every(String name, Duration interval, Task task) {
        every(name, Duration.ZERO, interval, task);
    }

    /** Runs a task after a delay and again after every interval. */
    @SuppressWarnings("FutureReturnValueIgnored") // it never completes, and the task logs its own exceptions
    void every(String name, Duration delay, Duration interval, Task task) {
        scheduler.scheduleWithFixedDelay(
                () -> runLogged(name, task), delay.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs work without a result, which may last until the shutdown. */
    Executor executor() {
        return scheduler;
    }

    void stop() {
        scheduler.shutdownNow();
    }

    private static void runLogged(String name, Task task) {
        try {
            task.run();
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.errorf(e, "A background task failed unexpectedly and will run again task=%s", name);
        }
    }
}
