package io.streammirror.fetcher.transfer;

import io.streammirror.event.ItemRequested;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;

/** Fetches an item that is begun anew whenever its fetcher dies or gives up. */
final class PlainFetch {
    private final Equipment equipment;
    private final ItemRequested request;
    private final StoreRetries retries;
    private final TransferObserver observer;

    PlainFetch(Equipment equipment, ItemRequested request, StoreRetries retries, TransferObserver observer) {
        this.equipment = equipment;
        this.request = request;
        this.retries = retries;
        this.observer = observer;
    }

    Outcome run() throws InterruptedException {
        var job = new Job(
                request,
                PartPlan.of(request.size()),
                new TransferMeter(equipment.throttle(), observer),
                new TransferTime(request.size(), equipment.leastRate()),
                null);
        var blob = new Workpiece(
                equipment,
                job,
                () -> destination(job.plan()),
                observer,
                Assembly.fresh(equipment, job, destination(job.plan())));
        try {
            return Transfer.of(equipment, request, blob, observer).run();
        } finally {
            blob.discard();
        }
    }

    private Destination destination(PartPlan plan) {
        String key = StoreKeys.blob(request.sha256());
        ObjectAttributes attributes =
                BlobAttributes.of(request, equipment.clock().instant());
        return plan.count() == 1
                ? new WholeObject(equipment.store(), retries, key, attributes)
                : new MultipartObject(equipment.store(), retries, equipment.workers(), key, plan, attributes);
    }
}
