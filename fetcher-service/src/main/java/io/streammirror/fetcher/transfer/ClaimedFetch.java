package io.streammirror.fetcher.transfer;

import io.streammirror.event.ItemRequested;
import io.streammirror.fetcher.checkpoint.Claim;
import io.streammirror.fetcher.checkpoint.ClaimKeeper;
import io.streammirror.fetcher.checkpoint.ClaimLostException;
import io.streammirror.fetcher.checkpoint.Progress;
import io.streammirror.fetcher.digest.ItemDigests;
import io.streammirror.fetcher.transfer.Outcome.Failed;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreFullException;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.StoreUnavailableException;
import io.streammirror.store.StoredPart;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Fetches a large item under a claim: goes on where an earlier fetcher stopped, and leaves to the next what it could not finish. */
final class ClaimedFetch {
    private static final Logger LOG = Logger.getLogger(ClaimedFetch.class);

    private final Equipment equipment;
    private final ItemRequested request;
    private final Claim claim;
    private final ClaimKeeper keeper;
    private final StoreRetries retries;
    private final TransferObserver observer;
    private final Job job;

    ClaimedFetch(
            Equipment equipment, ItemRequested request, Claim claim, StoreRetries retries, TransferObserver observer) {
        this.equipment = equipment;
        this.request = request;
        this.claim = claim;
        this.keeper = new ClaimKeeper(claim, equipment.workers());
        this.retries = retries;
        this.observer = observer;
        this.job = new Job(
                request,
                PartPlan.of(request.size()),
                new TransferMeter(equipment.throttle(), observer),
                new TransferTime(request.size(), equipment.leastRate()),
                keeper);
    }

    Outcome run() throws InterruptedException {
        var blob = new Workpiece(equipment, job, this::destination, observer, begin());
        boolean toBeContinued = true;
        try {
            Outcome outcome = Transfer.of(equipment, request, blob, observer).run();
            toBeContinued = outcome instanceof Failed failed && failed.retryable();
            return outcome;
        } catch (StoreUnavailableException | StoreFullException later) {
            throw later;
        } catch (StoreException refused) {
            // The upload is of no use: another try with the same parts would be refused again.
            toBeContinued = false;
            throw refused;
        } finally {
            end(blob, toBeContinued);
        }
    }

    private void end(Workpiece blob, boolean toBeContinued) {
        Interruptions.deferred(() -> {
            boolean ours = isSettled();
            if (ours && toBeContinued) {
                leave(blob);
            } else if (ours && claim.close()) {
                blob.discard();
                claim.forget();
            } else {
                blob.abandon();
            }
        });
    }

    private void leave(Workpiece blob) {
        Optional<Progress> left = blob.leave();
        claim.release(left);
        if (left.isEmpty()) {
            claim.forget();
        }
    }

    /** Waits for the step that is under way; false when it finds the claim lost. */
    private boolean isSettled() {
        try {
            Interruptions.uninterrupted(() -> {
                keeper.settle();
                return true;
            });
            return true;
        } catch (ClaimLostException lost) {
            return false;
        }
    }

    private Assembly begin() throws InterruptedException {
        Optional<Progress> inherited = claim.inherited();
        if (inherited.isPresent()) {
            Optional<ItemDigests> digests = digestsOf(inherited.get());
            if (digests.isPresent()) {
                observer.resumed(inherited.get().bytes());
                LOG.infof(
                        "Going on with a blob sha256=%s bytes=%d of=%d",
                        request.sha256(), inherited.get().bytes(), request.size());
                return Assembly.resumed(equipment, job, destination(), digests.get(), inherited.get());
            }
            abort(inherited.get());
        }
        return Assembly.fresh(equipment, job, destination());
    }

    /** The digests to go on with; empty when the upload, the cut or this platform does not fit. */
    private Optional<ItemDigests> digestsOf(Progress earlier) throws InterruptedException {
        boolean fits = claim.mayResume()
                && earlier.partSize() == job.plan().partSize()
                && earlier.parts().size() < job.plan().count()
                && isThere(earlier);
        return fits ? ItemDigests.resumed(request, earlier.digests()) : Optional.empty();
    }

    private boolean isThere(Progress earlier) throws InterruptedException {
        String key = StoreKeys.blob(request.sha256());
        try {
            Map<Integer, StoredPart> stored =
                    retries.call(() -> equipment.store().listParts(key, earlier.upload())).stream()
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
            equipment.store().abortUpload(StoreKeys.blob(request.sha256()), earlier.upload());
        } catch (StoreException leftover) {
            // Invisible; swept later with other uploads that nobody completed.
        }
    }

    private MultipartObject destination() {
        return new MultipartObject(
                equipment.store(),
                retries,
                equipment.workers(),
                StoreKeys.blob(request.sha256()),
                job.plan(),
                BlobAttributes.of(request, equipment.clock().instant()));
    }
}
