package io.streammirror.fetcher.transfer;

import io.streammirror.events.ItemRequested;
import io.streammirror.fetcher.transfer.SourceReader.ResumePoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bytes received so far of one blob: hashed, on their way to the store, and where they came from. */
final class IncomingBlob {
    /** Large enough to be cheap, small enough that progress shows and an interruption is noticed. */
    private static final int STEP = 256 * 1024;

    private final ItemRequested request;
    private final BlobWriter writer;
    private final Throttle throttle;
    private final TransferObserver observer;
    private ItemDigests digests;
    private long received;
    private long transferred;
    private @Nullable URI source;
    private @Nullable String etag;

    IncomingBlob(ItemRequested request, BlobWriter writer, Throttle throttle, TransferObserver observer) {
        this.request = request;
        this.writer = writer;
        this.throttle = throttle;
        this.observer = observer;
        this.digests = new ItemDigests(request);
    }

    /** Bytes of this blob that are hashed and kept. */
    long received() {
        return received;
    }

    /** Bytes that came from sources, given up ones included. */
    long transferred() {
        return transferred;
    }

    boolean isFull() {
        return received == request.size();
    }

    /** Where to go on at this source; empty when what came so far cannot be told to belong to what it has now. */
    Optional<ResumePoint> resumePoint(URI from) {
        return received > 0 && from.equals(source) && etag != null
                ? Optional.of(new ResumePoint(received, etag))
                : Optional.empty();
    }

    /** Notes whose bytes come next. */
    void comesFrom(URI from, Optional<String> strongEtag) {
        source = from;
        etag = strongEtag.orElse(null);
    }

    /**
     * Reads some bytes.
     *
     * @return false at the end of the stream
     */
    boolean take(InputStream in) throws IOException, InterruptedException {
        ByteBuffer space = writer.space();
        int offset = space.position();
        int start = space.arrayOffset() + offset;
        int count = in.read(space.array(), start, Math.min(space.remaining(), STEP));
        if (count < 0) {
            return false;
        }
        throttle.pay(count);
        digests.update(space.array(), start, count);
        space.position(offset + count);
        received += count;
        transferred += count;
        observer.received(count);
        return true;
    }

    /** What is wrong with the digests of the full blob; after this it can only be stored or restarted. */
    Optional<String> mismatch() {
        return digests.mismatch();
    }

    void store() throws InterruptedException {
        writer.complete();
    }

    /** Begins anew with the first byte. */
    void restart() {
        discard();
        digests = new ItemDigests(request);
        received = 0;
        source = null;
        etag = null;
        observer.restarted();
    }

    void discard() {
        writer.discard();
    }
}
