package io.streammirror.fetcher.transfer;

import io.streammirror.event.ItemRequested;
import io.streammirror.fetcher.claim.ClaimKeeper;
import io.streammirror.fetcher.meter.TransferMeter;
import io.streammirror.fetcher.meter.TransferObserver;
import io.streammirror.fetcher.part.PartPlan;
import io.streammirror.fetcher.upload.MultipartSink;
import io.streammirror.fetcher.upload.StoreRetries;
import io.streammirror.store.Blobs;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
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

    /** The attributes of the fetched blob: those of every blob, and when it was stored. */
    ObjectAttributes attributes() {
        ObjectAttributes known =
                Blobs.attributes(request.sha256(), request.size(), ObjectAttributes.BYTES.contentType());
        var metadata = new HashMap<>(known.metadata());
        metadata.put(
                "stored-at",
                resources.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString());
        return new ObjectAttributes(known.contentType(), metadata);
    }

    MultipartSink newMultipartSink() {
        return new MultipartSink(resources.store(), retries, resources.workers(), key(), request.size(), attributes());
    }
}
