package io.streammirror.fetcher.transfer;

import io.streammirror.event.ItemRequested;
import io.streammirror.fetcher.meter.TransferObserver;
import io.streammirror.fetcher.upload.BlobSink;
import io.streammirror.fetcher.upload.SinglePutSink;
import io.streammirror.fetcher.upload.StoreRetries;

/** Fetches an item without a claim; it starts over if its fetcher dies or gives up. */
final class UnclaimedFetch {
    private final FetchContext context;

    UnclaimedFetch(FetchResources resources, ItemRequested request, StoreRetries retries, TransferObserver observer) {
        this.context = FetchContext.of(resources, request, retries, observer, null);
    }

    Outcome run() throws InterruptedException {
        var transfer = new Transfer(context, this::newSink, BlobAssembler.fresh(context, newSink()));
        try {
            return transfer.run();
        } finally {
            transfer.discard();
        }
    }

    private BlobSink newSink() {
        return context.plan().count() == 1 ? newSinglePutSink() : context.newMultipartSink();
    }

    private SinglePutSink newSinglePutSink() {
        return new SinglePutSink(context.resources().store(), context.retries(), context.key(), context.attributes());
    }
}
