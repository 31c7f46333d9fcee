package io.streammirror.fetcher.transfer;

import io.streammirror.fetcher.transfer.PartBuffers.PartBuffer;
import io.streammirror.store.UploadedPart;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** Sends one part and then gives its buffer back, also when it is cancelled before it began. */
final class PartUpload extends FutureTask<UploadedPart> {
    private final PartBuffer buffer;

    PartUpload(PartBuffer buffer, Callable<UploadedPart> send) {
        super(send);
        this.buffer = buffer;
    }

    @Override
    protected void done() {
        buffer.close();
    }
}
