package io.streammirror.fetcher.download;

import io.streammirror.fetcher.source.SourceRequest;
import io.streammirror.fetcher.source.SourceResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Ends one download from any thread: it closes the current request and interrupts the thread that runs the download. */
final class Cancellation {
    private @Nullable Thread runner;
    private @Nullable SourceRequest request;
    private boolean cancelled;

    /** The current thread runs the download. */
    synchronized void begin() {
        runner = Thread.currentThread();
    }

    /** The thread returns to its pool: a late cancellation must not interrupt its next task. */
    synchronized void end() {
        runner = null;
        if (Thread.interrupted()) {
            cancelled = true;
        }
    }

    synchronized void cancel() {
        cancelled = true;
        if (request != null) {
            request.cancel();
        }
        if (runner != null) {
            runner.interrupt();
        }
    }

    /** Throws if the download was cancelled. */
    synchronized void check() throws InterruptedException {
        if (cancelled) {
            throw new InterruptedException();
        }
    }

    /** Sends a request that a cancellation closes. */
    SourceResponse send(SourceRequest next) throws IOException, InterruptedException {
        synchronized (this) {
            check();
            request = next;
        }
        return next.send();
    }
}
