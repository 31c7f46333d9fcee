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

    /** One for each job that may block on the broker or the store, and one for the others. */
    private static final int THREADS = 5;

    private final ScheduledThreadPoolExecutor scheduler =
            new ScheduledThreadPoolExecutor(THREADS, DaemonThreads.named("background"));

    /** A job; an exception is logged, and the job runs again after its interval. */
    @FunctionalInterface
    interface Job {
        void run() throws InterruptedException;
    }

    /** Runs a job now and again after every interval. */
    void every(String name, Duration interval, Job job) {
        every(name, Duration.ZERO, interval, job);
    }

    /** Runs a job after a delay and again after every interval. */
    @SuppressWarnings("FutureReturnValueIgnored") // it never completes, and the job logs its own exceptions
    void every(String name, Duration delay, Duration interval, Job job) {
        scheduler.scheduleWithFixedDelay(
                () -> runLogged(name, job), delay.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs work without a result, which may last until the shutdown. */
    Executor executor() {
        return scheduler;
    }

    void stop() {
        scheduler.shutdownNow();
    }

    private static void runLogged(String name, Job job) {
        try {
            job.run();
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.errorf(e, "A background job failed unexpectedly and will run again job=%s", name);
        }
    }
}
