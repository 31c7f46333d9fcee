package io.streammirror.store.s3;

import io.streammirror.concurrent.DaemonThreads;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends uploads that are no longer wanted, and those that stand still. Java's sockets wait for ever for a peer that does not read,
 * and do not hear that their thread was interrupted; closing the connection from another thread ends the wait.
 */
final class UploadWatch implements AutoCloseable {
    private static final long CHECK_MILLIS = 200;

    private final long idleNanos;
    private final ScheduledThreadPoolExecutor scheduler =
            new ScheduledThreadPoolExecutor(1, DaemonThreads.named("upload-watch"));

    /**
     * @param idle how long an upload may stand still
     */
    UploadWatch(Duration idle) {
        this.idleNanos = idle.toNanos();
        scheduler.setRemoveOnCancelPolicy(true);
    }

    /**
     * Watches an upload of the calling thread until the result is closed.
     *
     * @param cancel closes its connection, from any thread
     */
    Watched over(Runnable cancel) {
        var watched = new Watched(cancel, Thread.currentThread());
        watched.checks = schedule(watched);
        return watched;
    }

    /** Null after the end of the watch: then uploads run unwatched, because the store is being closed. */
    private @Nullable Future<?> schedule(Watched watched) {
        try {
            return scheduler.scheduleWithFixedDelay(watched::check, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            return null;
        }
    }

    /** Ends the watch; running uploads continue. */
    @Override
    public void close() {
        scheduler.shutdownNow();
    }

    /** One upload on its way. */
    final class Watched implements AutoCloseable {
        private final Runnable cancel;
        private final Thread uploader;
        private volatile long moved = System.nanoTime();
        private volatile boolean stalled;
        private @Nullable Future<?> checks;

        private Watched(Runnable cancel, Thread uploader) {
            this.cancel = cancel;
            this.uploader = uploader;
        }

        /** Something of it went out. */
        void moved() {
            moved = System.nanoTime();
        }

        private void check() {
            boolean standsStill = System.nanoTime() - moved > idleNanos;
            if (standsStill || uploader.isInterrupted()) {
                stalled = standsStill;
                cancel.run();
            }
        }

        /** Throws what the failed upload failed of, if it was this watch that ended it. */
        void explain() throws InterruptedException, SocketTimeoutException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (stalled) {
                throw new SocketTimeoutException(
                        "no byte moved for " + Duration.ofNanos(idleNanos).toSeconds() + " s");
            }
        }

        @Override
        public void close() {
            if (checks != null) {
                checks.cancel(false);
            }
        }
    }
}
