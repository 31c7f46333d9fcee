package io.streammirror.fetcher.transfer;

import io.streammirror.events.ItemRequested;
import io.streammirror.fetcher.retry.RetryPolicy;
import io.streammirror.fetcher.transfer.Outcome.Failed;
import io.streammirror.fetcher.transfer.Outcome.Stored;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.StoredObject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;

/** Fulfils fetch requests: one stream from socket over digests to the store, and nothing visible there that did not verify. */
public final class Fetch {
    private static final Logger LOG = Logger.getLogger(Fetch.class);

    private final ObjectStore store;
    private final SourceReader reader;
    private final PartBuffers buffers;
    private final ExecutorService uploads;
    private final RetryPolicy policy;
    private final Throttle throttle;
    private final Clock clock;

    /**
     * @param uploads runs the sending of parts; unbounded, because the buffers bound it
     */
    public Fetch(
            ObjectStore store,
            SourceReader reader,
            PartBuffers buffers,
            ExecutorService uploads,
            RetryPolicy policy,
            Throttle throttle,
            Clock clock) {
        this.store = store;
        this.reader = reader;
        this.buffers = buffers;
        this.uploads = uploads;
        this.policy = policy;
        this.throttle = throttle;
        this.clock = clock;
    }

    /**
     * Works until the request has an outcome.
     *
     * @throws InterruptedException when the thread was interrupted to give the work up; nothing is left behind
     */
    public Outcome fetch(ItemRequested request, TransferObserver observer) throws InterruptedException {
        var retries = new StoreRetries(policy, clock, observer);
        try {
            return isStored(request, retries) ? new Stored(0) : transfer(request, retries, observer);
        } catch (StoreException e) {
            return new Failed(String.valueOf(e.getMessage()), true, null);
        } catch (RuntimeException e) {
            return unexpected(request, e);
        }
    }

    /** Whoever asked hears of our mistakes too, instead of waiting for a result that never comes. */
    private static Outcome unexpected(ItemRequested request, RuntimeException mistake) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        LOG.errorf(mistake, "Work on a request failed unexpectedly sha256=%s", request.sha256());
        return new Failed("unexpected: " + mistake, true, null);
    }

    private boolean isStored(ItemRequested request, StoreRetries retries) throws InterruptedException {
        String key = StoreKeys.blob(request.sha256());
        return retries.call(() -> store.head(key).map(StoredObject::size).orElse(-1L)) == request.size();
    }

    private Outcome transfer(ItemRequested request, StoreRetries retries, TransferObserver observer)
            throws InterruptedException {
        var blob = new IncomingBlob(request, writer(request, retries), throttle, observer);
        try {
            return new Transfer(request, blob, reader, policy.open(), clock, observer).run();
        } finally {
            blob.discard();
        }
    }

    private BlobWriter writer(ItemRequested request, StoreRetries retries) {
        String key = StoreKeys.blob(request.sha256());
        ObjectAttributes attributes = attributes(request);
        return request.size() <= PartSize.DEFAULT
                ? new WholeBlobWriter(store, retries, buffers, key, (int) request.size(), attributes)
                : new MultipartBlobWriter(store, retries, buffers, uploads, key, request.size(), attributes);
    }

    private ObjectAttributes attributes(ItemRequested request) {
        var metadata = new HashMap<String, String>();
        metadata.put("sha256", request.sha256().hex());
        metadata.put("size", Long.toString(request.size()));
        metadata.put(
                "stored-at", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        return new ObjectAttributes(ObjectAttributes.BYTES.contentType(), metadata);
    }
}
