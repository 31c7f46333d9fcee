package io.streammirror.fetcher.transfer;

import io.streammirror.fetcher.claim.Progress;
import io.streammirror.fetcher.digest.ItemDigests;
import io.streammirror.fetcher.download.Attempt;
import io.streammirror.fetcher.download.Attempt.Done;
import io.streammirror.fetcher.download.Attempt.Overdue;
import io.streammirror.fetcher.download.DownloadContext;
import io.streammirror.fetcher.download.DownloadEvent;
import io.streammirror.fetcher.download.DownloadEvent.DownloaderEnded;
import io.streammirror.fetcher.download.DownloadEvent.PartFilled;
import io.streammirror.fetcher.download.PartDownloaders;
import io.streammirror.fetcher.download.PartQueue;
import io.streammirror.fetcher.download.SourceState;
import io.streammirror.fetcher.meter.RetryCause;
import io.streammirror.fetcher.part.PartBuffers.PartBuffer;
import io.streammirror.fetcher.upload.BlobSink;
import io.streammirror.fetcher.upload.MultipartSink;
import io.streammirror.fetcher.upload.OrderedHasher;
import io.streammirror.fetcher.upload.ResumePoint;
import io.streammirror.retry.Interruptions;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Assembles one blob: connections fill parts, parts are stored in any order and hashed in order. It outlives connections and sources that
 * fail, until the blob is complete or has to start over.
 */
final class BlobAssembler {
    /** How often more connections, the claim and the time limit are checked while nothing happens. */
    private static final long TICK_MILLIS = 100;

    private final FetchContext context;
    private final BlobSink sink;
    private final ItemDigests digests;
    private final ClaimedProgress progress;
    private final OrderedHasher hasher;
    private final PartQueue parts;
    private final DownloadContext download;

    private BlobAssembler(FetchContext context, BlobSink sink, ItemDigests digests, Optional<Progress> earlier) {
        int first = earlier.map(stored -> stored.parts().size()).orElse(0);
        var resumePoint = new ResumePoint(digests);
        var source = new SourceState();
        this.context = context;
        this.sink = sink;
        this.digests = digests;
        this.progress = new ClaimedProgress(context, sink, resumePoint, source);
        this.hasher = new OrderedHasher(context.plan(), digests, first, resumePoint::hashed);
        this.parts = new PartQueue(context.plan(), context.resources().buffers(), first);
        this.download =
                new DownloadContext(context.plan(), context.request().mirrors(), context.meter(), parts, source);
        earlier.ifPresent(stored -> {
            resumePoint.resume(stored);
            source.resume(stored.source(), stored.validator());
        });
    }

    /** Starts with the first byte. */
    static BlobAssembler fresh(FetchContext context, BlobSink sink) {
        return new BlobAssembler(context, sink, new ItemDigests(context.request()), Optional.empty());
    }

    /** As {@link #fresh}, over one connection that reads the item through: for sources whose parts did not fit together. */
    static BlobAssembler undivided(FetchContext context, BlobSink sink) {
        BlobAssembler assembler = fresh(context, sink);
        assembler.download.readUndivided();
        return assembler;
    }

    /**
     * Continues where an earlier attempt stopped.
     *
     * @param digests in the state that belongs to {@code earlier}
     */
    static BlobAssembler resumed(FetchContext context, MultipartSink sink, ItemDigests digests, Progress earlier) {
        sink.resume(earlier.upload(), earlier.parts());
        return new BlobAssembler(context, sink, digests, Optional.of(earlier));
    }

    /** Reads from this source until everything is there and verified, which is {@link Done}, or until all its connections have failed. */
    Attempt readFrom(URI from) throws InterruptedException {
        long start = System.nanoTime();
        PartDownloaders downloaders = PartDownloaders.open(context.resources().download(), download, from);
        context.meter().waited(System.nanoTime() - start);
        try {
            downloaders.startFirst();
            return follow(downloaders);
        } finally {
            downloaders.stop();
        }
    }

    private Attempt follow(PartDownloaders downloaders) throws InterruptedException {
        Attempt worst = new Done();
        while (true) {
            DownloadEvent event = download.events().poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
            if (event instanceof PartFilled filled) {
                take(filled);
            } else if (event instanceof DownloaderEnded ended) {
                worst = Attempt.worse(worst, end(downloaders, ended));
            }
            if (downloaders.haveAllEnded() && download.events().isEmpty()) {
                if (hasher.isComplete()) {
                    return verified();
                }
                if (!(worst instanceof Done)) {
                    return worst;
                }
                downloaders.startFirst();
            }
            if (worst instanceof Attempt.Changed || worst instanceof Attempt.Wrong) {
                return worst;
            }
            if (context.time().isOver(context.meter().waitedNanos())) {
                return new Overdue(
                        "not complete after " + context.time().allowed().toMinutes() + " minutes");
            }
            sink.requireSound();
            progress.renewClaim();
            downloaders.startExtra();
        }
    }

    private Attempt end(PartDownloaders downloaders, DownloaderEnded ended) {
        downloaders.ended(ended.downloader());
        if (ended.error() != null) {
            throw ended.error();
        }
        if (!downloaders.haveAllEnded()) {
            // The other connections read its part.
            if (ended.end() instanceof Attempt.Broken broken) {
                context.meter().retrying(broken.cause());
            } else if (ended.end() instanceof Attempt.Busy) {
                context.meter().retrying(RetryCause.STATUS);
            }
        }
        return ended.end();
    }

    private void take(PartFilled filled) throws InterruptedException {
        PartBuffer buffer = filled.part().buffer();
        boolean taken = false;
        try {
            progress.confirmClaim();
            taken = true;
        } finally {
            if (!taken) {
                buffer.close();
            }
        }
        PartBuffer toHash = buffer.retain();
        boolean stored = false;
        try {
            sink.take(filled.part().index(), buffer);
            stored = true;
        } finally {
            if (!stored) {
                toHash.close();
            }
        }
        hasher.take(filled.part().index(), toHash);
    }

    private Attempt verified() {
        return digests.mismatch().<Attempt>map(Attempt.Wrong::new).orElseGet(Done::new);
    }

    /** Bytes that a source still has to send: the rest, or the whole item if it has to be read through. */
    long remaining() {
        return download.isReadThrough() ? context.plan().size() : parts.remaining();
    }

    /** Makes the verified blob visible. */
    void complete() throws InterruptedException {
        sink.complete();
    }

    /** Releases the memory and returns what is left in the store to resume from; if that is nothing, it leaves nothing there. */
    Optional<Progress> leave() {
        Optional<Progress> left = Interruptions.uninterrupted(progress::last);
        release();
        if (left.isPresent()) {
            sink.leave();
        } else {
            sink.discard();
        }
        return left;
    }

    /** Releases the memory and touches nothing else, because another fetcher works on the blob. */
    void abandon() {
        release();
        sink.leave();
    }

    /** Drops everything, in the store too. */
    void discard() {
        release();
        sink.discard();
    }

    private void release() {
        parts.close();
        hasher.close();
    }
}
