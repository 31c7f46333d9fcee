package io.streammirror.fetcher.transfer;

import io.streammirror.fetcher.claim.ClaimKeeper;
import io.streammirror.fetcher.claim.Progress;
import io.streammirror.fetcher.download.SourceState;
import io.streammirror.fetcher.upload.BlobSink;
import io.streammirror.fetcher.upload.MultipartSink;
import io.streammirror.fetcher.upload.ResumePoint;
import io.streammirror.store.StoreException;
import io.streammirror.store.UploadId;
import java.util.Optional;

/** The progress that another attempt at a blob can resume from, under a claim; small blobs have none. */
final class ClaimedProgress {
    private final FetchContext context;
    private final BlobSink sink;
    private final ResumePoint resumePoint;
    private final SourceState source;

    ClaimedProgress(FetchContext context, BlobSink sink, ResumePoint resumePoint, SourceState source) {
        this.context = context;
        this.sink = sink;
        this.resumePoint = resumePoint;
        this.source = source;
    }

    /** Makes sure that the claim is still valid, before anything is stored under it. */
    void confirmClaim() throws InterruptedException {
        ClaimKeeper claim = context.claim();
        if (claim != null) {
            claim.confirm(this::current);
        }
    }

    /** Renews the claim when it is time, with the progress so far. */
    void renewClaim() throws InterruptedException {
        ClaimKeeper claim = context.claim();
        if (claim != null) {
            claim.offer(resumePoint.advance(sink), this::current);
        }
    }

    /** The progress at the end of an attempt: parts that could not be stored do not count, those before them do. */
    Optional<Progress> last() throws InterruptedException {
        try {
            resumePoint.advance(sink);
        } catch (StoreException notStored) {
            // The parts that were stored before still count.
        }
        return current();
    }

    private Optional<Progress> current() {
        return resumePoint.progress(upload(), context.plan().partSize(), source.source(), source.validator());
    }

    private Optional<UploadId> upload() {
        return sink instanceof MultipartSink multipart ? multipart.upload() : Optional.empty();
    }
}
