package io.streammirror.fetcher.upload;

import io.streammirror.fetcher.part.PartBuffers.PartBuffer;
import io.streammirror.store.UploadedPart;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends one part and then releases its buffer. It does so after the sender has finished with the buffer, which after a cancellation may be
 * later than {@link #isDone}, or at once if it was cancelled before it began.
 */
final class PartUpload extends FutureTask<UploadedPart> {
    private final PartBuffer buffer;
    private final AtomicBoolean claimed = new AtomicBoolean();

    PartUpload(PartBuffer buffer, Callable<UploadedPart> send) {
        super(send);
        this.buffer = buffer;
    }

    @Override
    public void run() {
        if (!claimed.compareAndSet(false, true)) {
            return;
        }
        try {
            super.run();
        } finally {
            // The thread belongs to the pool: a late cancellation must not interrupt its next task.
            Thread.interrupted();
            buffer.close();
        }
    }

    @Override
    protected void done() {
        if (claimed.compareAndSet(false, true)) {
            buffer.close();
        }
    }
}
