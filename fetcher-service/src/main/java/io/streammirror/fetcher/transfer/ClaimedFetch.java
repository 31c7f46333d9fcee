package io.streammirror.fetcher.transfer;

import io.streammirror.event.ItemRequested;
import io.streammirror.fetcher.claim.Claim;
import io.streammirror.fetcher.claim.ClaimKeeper;
import io.streammirror.fetcher.claim.ClaimLostException;
import io.streammirror.fetcher.claim.Progress;
import io.streammirror.fetcher.digest.ItemDigests;
import io.streammirror.fetcher.meter.TransferObserver;
import io.streammirror.fetcher.transfer.Outcome.Failed;
import io.streammirror.fetcher.upload.StoreRetries;
import io.streammirror.retry.Interruptions;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreFullException;
import io.streammirror.store.StoreUnavailableException;
import io.streammirror.store.StoredPart;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Fetches a large item under a claim: it resumes where an earlier fetcher stopped, and leaves to the next one what it could not finish. */
final class ClaimedFetch {
    private static final Logger LOG = Logger.getLogger(ClaimedFetch.class);

    private final FetchContext context;
    private final Claim claim;
    private final ClaimKeeper keeper;

    ClaimedFetch(
            FetchResources resources,
            ItemRequested request,
            Claim claim,
            StoreRetries retries,
            TransferObserver observer) {
        this.claim = claim;
        this.keeper = new ClaimKeeper(claim, resources.workers());
        this.context = FetchContext.of(resources, request, retries, observer, keeper);
    }

    Outcome run() throws InterruptedException {
        var transfer = new Transfer(context, context::newMultipartSink, begin());
        boolean resumable = true;
        try {
            Outcome outcome = transfer.run();
            resumable = outcome instanceof Failed failed && failed.retryable();
            return outcome;
        } catch (StoreUnavailableException | StoreFullException later) {
            throw later;
        } catch (StoreException refused) {
            // The upload is useless: the store would refuse the same parts again.
            resumable = false;
            throw refused;
        } finally {
            end(transfer, resumable);
        }
    }

    private void end(Transfer transfer, boolean resumable) {
        Interruptions.deferred(() -> {
            boolean ours = isStillOurs();
            if (ours && resumable) {
                leave(transfer);
            } else if (ours && claim.close()) {
                transfer.discard();
                claim.forget();
            } else {
                transfer.abandon();
            }
        });
    }

    private void leave(Transfer transfer) {
        Optional<Progress> left = transfer.leave();
        claim.release(left);
        if (left.isEmpty()) {
            claim.forget();
        }
    }

    /** Waits for the checkpoint that is being written; false if that finds the claim lost. */
    private boolean isStillOurs() {
        try {
            Interruptions.uninterrupted(() -> {
                keeper.awaitWrite();
                return true;
            });
            return true;
        } catch (ClaimLostException lost) {
            return false;
        }
    }

    private BlobAssembler begin() throws InterruptedException {
        Optional<Progress> inherited = claim.inherited();
        if (inherited.isPresent()) {
            Optional<ItemDigests> digests = digestsOf(inherited.get());
            if (digests.isPresent()) {
                context.observer().resumed(inherited.get().bytes());
                LOG.infof(
                        "Resuming a blob sha256=%s bytes=%d size=%d",
                        context.request().sha256(),
                        inherited.get().bytes(),
                        context.request().size());
                return BlobAssembler.resumed(context, context.newMultipartSink(), digests.get(), inherited.get());
            }
            abort(inherited.get());
        }
        return BlobAssembler.fresh(context, context.newMultipartSink());
    }

    /** The digests to continue with; empty if the upload, the part size or this platform does not fit. */
    private Optional<ItemDigests> digestsOf(Progress earlier) throws InterruptedException {
        boolean fits = claim.mayResume()
                && earlier.partSize() == context.plan().partSize()
                && earlier.parts().size() < context.plan().count()
                && isStored(earlier);
        return fits ? ItemDigests.resumed(context.request(), earlier.digests()) : Optional.empty();
    }

    private boolean isStored(Progress earlier) throws InterruptedException {
        try {
            Map<Integer, StoredPart> stored = context
                    .retries()
                    .call(() -> context.resources().store().listParts(context.key(), earlier.upload()))
                    .stream()
                    .collect(Collectors.toMap(StoredPart::number, Function.identity()));
            return earlier.parts().stream().allMatch(part -> {
                StoredPart found = stored.get(part.number());
                return found != null && found.etag().equals(part.etag()) && found.size() == earlier.partSize();
            });
        } catch (ObjectMissingException gone) {
            return false;
        }
    }

    private void abort(Progress earlier) {
        try {
            context.resources().store().abortUpload(context.key(), earlier.upload());
        } catch (StoreException orphaned) {
            // Invisible; the cleaner aborts it later.
        }
    }
}
