package io.streammirror.fetcher.transfer;

import io.streammirror.fetcher.transfer.PartBuffers.PartBuffer;
import io.streammirror.store.UploadedPart;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends one part and then lets its buffer go: when the sender has let go of it, which after cancelling may be later than
 * {@link #isDone}, or at once when it was cancelled before it began.
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
            // The thread is the pool's: a late cancellation must not hit what it does next.
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
