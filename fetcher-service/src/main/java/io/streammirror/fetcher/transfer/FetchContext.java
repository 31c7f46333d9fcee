package io.streammirror.fetcher.transfer;

import io.streammirror.event.ItemRequested;
import io.streammirror.fetcher.claim.ClaimKeeper;
import io.streammirror.fetcher.meter.TransferMeter;
import io.streammirror.fetcher.meter.TransferObserver;
import io.streammirror.fetcher.part.PartPlan;
import io.streammirror.fetcher.upload.MultipartSink;
import io.streammirror.fetcher.upload.StoreRetries;
import io.streammirror.store.StoreKeys;
import org.jspecify.annotations.Nullable;

/**
 * Constants of one request from its first attempt to its outcome.
 *
 * @param claim the claim on a large item; null for other items
 */
record FetchContext(
        FetchResources resources,
        ItemRequested request,
        PartPlan plan,
        TransferMeter meter,
        TransferTime time,
        StoreRetries retries,
        TransferObserver observer,
        @Nullable ClaimKeeper claim) {
    static FetchContext of(
            FetchResources resources,
            ItemRequested request,
            StoreRetries retries,
            TransferObserver observer,
            @Nullable ClaimKeeper claim) {
        return new FetchContext(
                resources,
                request,
                PartPlan.of(request.size()),
                new TransferMeter(resources.throttle(), observer),
                new TransferTime(request.size(), resources.minRate()),
                retries,
                observer,
                claim);
    }

    /** The key of the blob in the store. */
    String key() {
        return StoreKeys.blob(request.sha256());
    }

    MultipartSink newMultipartSink() {
        return new MultipartSink(
                resources.store(),
                retries,
                resources.workers(),
                key(),
                request.size(),
                BlobAttributes.of(request, resources.clock().instant()));
    }
}
