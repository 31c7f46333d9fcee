package io.streammirror.concurrent;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Blocking input and output that ends at a deadline, or when the calling thread is interrupted: a socket notices
 * neither, so the work runs on another thread and is cancelled from outside.
 */
public final class CancellableCall {
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(DaemonThreads.named("call"));

    private CancellableCall() {}

    /**
     * Runs the work, for at most a time.
     *
     * @param cancel ends the work from another thread; called at most once
     * @throws TimeoutException when the work was cancelled at its deadline
     * @throws InterruptedIOException when this thread was interrupted; its interrupt flag stays set
     * @throws IOException of the work
     */
    public static <T> T run(Duration limit, Runnable cancel, Callable<T> work) throws IOException, TimeoutException {
        Future<T> result = THREADS.submit(work);
        try {
            return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            if (!result.isDone()) {
                cancel.run();
            }
        }
    }

    private static IOException failure(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof IOException known) {
            return known;
        }
        if (cause instanceof RuntimeException defect) {
            throw defect;
        }
        return new IOException(String.valueOf(cause), cause);
    }
}
