package io.streammirror.store.s3;

import io.streammirror.concurrent.DaemonThreads;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends uploads that are no longer wanted, and those that stand still. Java's sockets wait for ever for a peer that does not read,
 * and do not hear that their thread was interrupted; closing the connection from another thread ends the wait.
 */
final class UploadWatch implements AutoCloseable {
    private static final long CHECK_MILLIS = 200;

    private final long idleNanos;
    private final Set<Watched> uploads = ConcurrentHashMap.newKeySet();
    private final Thread thread;

    /**
     * @param idle how long an upload may stand still
     */
    UploadWatch(Duration idle) {
        this.idleNanos = idle.toNanos();
        this.thread = DaemonThreads.named("upload-watch").newThread(this::watch);
        thread.start();
    }

    /**
     * Watches an upload of the calling thread until the result is closed.
     *
     * @param cancel closes its connection, from any thread
     */
    Watched over(Runnable cancel) {
        var watched = new Watched(cancel, Thread.currentThread());
        uploads.add(watched);
        synchronized (this) {
            notifyAll();
        }
        return watched;
    }

    /** Ends the watch; running uploads continue. */
    @Override
    public void close() {
        thread.interrupt();
    }

    private void watch() {
        try {
            while (true) {
                awaitUploads();
                uploads.forEach(Watched::check);
                Thread.sleep(CHECK_MILLIS);
            }
        } catch (InterruptedException closed) {
            // The only way to end this thread.
        }
    }

    private synchronized void awaitUploads() throws InterruptedException {
        while (uploads.isEmpty()) {
            wait();
        }
    }

    /** One upload on its way. */
    final class Watched implements AutoCloseable {
        private final Runnable cancel;
        private final Thread uploader;
        private volatile long moved = System.nanoTime();
        private volatile boolean stalled;

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
            uploads.remove(this);
        }
    }
}
