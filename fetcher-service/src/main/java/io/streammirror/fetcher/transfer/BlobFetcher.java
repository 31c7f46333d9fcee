package io.streammirror.fetcher.transfer;

import io.streammirror.event.ItemRequested;
import io.streammirror.fetcher.claim.Claim;
import io.streammirror.fetcher.claim.ClaimLostException;
import io.streammirror.fetcher.claim.ClaimResult;
import io.streammirror.fetcher.claim.Claims;
import io.streammirror.fetcher.meter.TransferObserver;
import io.streammirror.fetcher.part.PartSize;
import io.streammirror.fetcher.transfer.Outcome.Elsewhere;
import io.streammirror.fetcher.transfer.Outcome.Failed;
import io.streammirror.fetcher.transfer.Outcome.NoRoom;
import io.streammirror.fetcher.transfer.Outcome.Stored;
import io.streammirror.fetcher.upload.StoreRetries;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.Blobs;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreFullException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Fetches requested blobs into the store; nothing is visible there that was not verified. A blob is fetched once at a
 * time in this process and, if it is large, among all fetchers. Safe for concurrent use.
 */
public final class BlobFetcher {
    private static final Logger LOG = Logger.getLogger(BlobFetcher.class);

    /** Blobs from this size on are claimed; reading a smaller one again costs less than its claim. */
    static final long MIN_CLAIMED_SIZE = 4L * PartSize.DEFAULT;

    /** More than the small items of a large mirror, in about 3 MB: a restarted watcher asks again for what is still in the queue. */
    private static final int MAX_REMEMBERED = 16_384;

    private final FetchResources resources;
    private final Claims claims;
    private final Blobs blobs;
    private final Set<Sha256> inProgress = ConcurrentHashMap.newKeySet();
    private final RecentHashes storedSmall = new RecentHashes(MAX_REMEMBERED);

    public BlobFetcher(FetchResources resources, Claims claims) {
        this.resources = resources;
        this.claims = claims;
        this.blobs = new Blobs(resources.store());
    }

    /**
     * Works until the request has an outcome.
     *
     * @param again whether a fetcher had the request before and may have fulfilled it. The watcher asks only for
     *     missing blobs, and a check for a small blob costs as much as its download. So a small blob is checked only
     *     then, or if this fetcher has stored it before.
     * @throws InterruptedException if the thread was interrupted to stop the work. Of a large blob, the parts that are
     *     stored and hashed are left for the next fetcher; of other blobs nothing is left
     */
    public Outcome fetch(ItemRequested request, boolean again, TransferObserver observer) throws InterruptedException {
        if (!inProgress.add(request.sha256())) {
            return new Elsewhere("another slot of this fetcher");
        }
        try {
            boolean mayBeStored = again || !request.small() || storedSmall.contains(request.sha256());
            Outcome outcome = fetchUnlessStored(request, mayBeStored, observer);
            if (outcome instanceof Stored && request.small()) {
                storedSmall.add(request.sha256());
            }
            return outcome;
        } catch (ClaimLostException e) {
            return new Elsewhere("another fetcher");
        } catch (StoreFullException e) {
            return new NoRoom(String.valueOf(e.getMessage()));
        } catch (StoreException e) {
            throwIfInterrupted();
            return new Failed(String.valueOf(e.getMessage()), true, null);
        } catch (RuntimeException e) {
            throwIfInterrupted();
            return unexpected(request, e);
        } finally {
            inProgress.remove(request.sha256());
        }
    }

    /** An error of interrupted work is no result: the record has another worker, or the fetcher shuts down. */
    private static void throwIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** The watcher gets a result for our own errors too, so that it does not wait for one that never comes. */
    private static Outcome unexpected(ItemRequested request, RuntimeException error) {
        LOG.errorf(error, "A fetch failed unexpectedly sha256=%s", request.sha256());
        return new Failed("unexpected: " + error, true, null);
    }

    private Outcome fetchUnlessStored(ItemRequested request, boolean mayBeStored, TransferObserver observer)
            throws InterruptedException {
        var retries = new StoreRetries(resources.policy(), resources.clock(), observer);
        if (mayBeStored && isStored(request, retries)) {
            return new Stored(0);
        }
        if (request.size() < MIN_CLAIMED_SIZE) {
            return new UnclaimedFetch(resources, request, retries, observer).run();
        }
        ClaimResult result = claims.take(request.sha256());
        if (result instanceof ClaimResult.Elsewhere elsewhere) {
            return new Elsewhere(elsewhere.holder());
        }
        Claim claim = ((ClaimResult.Taken) result).claim();
        if (isStored(request, retries)) {
            // The holder before us has just finished.
            claim.close();
            claim.forget();
            return new Stored(0);
        }
        return fetchClaimed(request, claim, retries, observer);
    }

    /** A fetcher that was paused for long finds its upload gone if another one has completed it meanwhile. */
    private Outcome fetchClaimed(ItemRequested request, Claim claim, StoreRetries retries, TransferObserver observer)
            throws InterruptedException {
        try {
            return new ClaimedFetch(resources, request, claim, retries, observer).run();
        } catch (ClaimLostException | StoreException e) {
            if (isStored(request, retries)) {
                return new Stored(0);
            }
            throw e;
        }
    }

    /** A damaged blob has to be replaced, whatever its size is. */
    private boolean isStored(ItemRequested request, StoreRetries retries) throws InterruptedException {
        return retries.call(() -> blobs.contains(request.sha256(), request.size()));
    }
}
