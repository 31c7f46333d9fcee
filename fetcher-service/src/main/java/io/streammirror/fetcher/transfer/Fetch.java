package io.streammirror.fetcher.transfer;

import io.streammirror.event.ItemRequested;
import io.streammirror.fetcher.checkpoint.Claim;
import io.streammirror.fetcher.checkpoint.ClaimLostException;
import io.streammirror.fetcher.checkpoint.Claims;
import io.streammirror.fetcher.checkpoint.Taking;
import io.streammirror.fetcher.transfer.Outcome.Elsewhere;
import io.streammirror.fetcher.transfer.Outcome.Failed;
import io.streammirror.fetcher.transfer.Outcome.NoRoom;
import io.streammirror.fetcher.transfer.Outcome.Stored;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreFullException;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.StoredObject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Fulfils fetch requests: from sockets over digests to the store, and nothing visible there that did not verify. The same blob is worked on
 * once at a time, in this process and, when it is large, among all fetchers.
 */
public final class Fetch {
    private static final Logger LOG = Logger.getLogger(Fetch.class);

    /** From here on it pays to say who is at a blob and how far: below, reading it again takes less than the saying. */
    static final long CLAIMED_FROM = 4L * PartSize.DEFAULT;

    /** More than a large mirror's small items, in about 3 MB: a watcher that starts anew asks anew for what is still in the queue. */
    private static final int REMEMBERED = 16_384;

    private final Equipment equipment;
    private final Claims claims;
    private final Set<Sha256> inWork = ConcurrentHashMap.newKeySet();
    private final RecentHashes smallAndStored = new RecentHashes(REMEMBERED);

    public Fetch(Equipment equipment, Claims claims) {
        this.equipment = equipment;
        this.claims = claims;
    }

    /**
     * Works until the request has an outcome.
     *
     * @param again whether somebody had the request before and may have fulfilled it. Who asks for something is sure that it is missing, and
     *     looking for a small item costs as much as fetching it; so it is looked for only then, or when this fetcher has stored it before.
     * @throws InterruptedException when the thread was interrupted to give the work up; of a large item what is stored and verified so far is
     *     left to whoever goes on, of others nothing
     */
    public Outcome fetch(ItemRequested request, boolean again, TransferObserver observer) throws InterruptedException {
        if (!inWork.add(request.sha256())) {
            return new Elsewhere("another slot of this fetcher");
        }
        try {
            boolean mayBeThere = again || !request.small() || smallAndStored.contains(request.sha256());
            Outcome outcome = work(request, mayBeThere, observer);
            if (outcome instanceof Stored && request.small()) {
                smallAndStored.add(request.sha256());
            }
            return outcome;
        } catch (ClaimLostException e) {
            return new Elsewhere("another fetcher");
        } catch (StoreFullException e) {
            return new NoRoom(String.valueOf(e.getMessage()));
        } catch (StoreException e) {
            return new Failed(String.valueOf(e.getMessage()), true, null);
        } catch (RuntimeException e) {
            return unexpected(request, e);
        } finally {
            inWork.remove(request.sha256());
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

    private Outcome work(ItemRequested request, boolean mayBeThere, TransferObserver observer)
            throws InterruptedException {
        var retries = new StoreRetries(equipment.policy(), equipment.clock(), observer);
        if (mayBeThere && isStored(request, retries)) {
            return new Stored(0);
        }
        if (request.size() < CLAIMED_FROM) {
            return new PlainFetch(equipment, request, retries, observer).run();
        }
        Taking taking = claims.take(request.sha256());
        if (taking instanceof Taking.Elsewhere elsewhere) {
            return new Elsewhere(elsewhere.holder());
        }
        Claim claim = ((Taking.Taken) taking).claim();
        if (isStored(request, retries)) {
            // Whoever had it before us was just done.
            claim.close();
            claim.forget();
            return new Stored(0);
        }
        return claimed(request, claim, retries, observer);
    }

    /** A fetcher that was paused for long finds its upload gone when another has ended what it had begun. */
    private Outcome claimed(ItemRequested request, Claim claim, StoreRetries retries, TransferObserver observer)
            throws InterruptedException {
        try {
            return new ClaimedFetch(equipment, request, claim, retries, observer).run();
        } catch (ClaimLostException | StoreException e) {
            if (isStored(request, retries)) {
                return new Stored(0);
            }
            throw e;
        }
    }

    private boolean isStored(ItemRequested request, StoreRetries retries) throws InterruptedException {
        String key = StoreKeys.blob(request.sha256());
        return retries.call(() ->
                        equipment.store().head(key).map(StoredObject::size).orElse(-1L))
                == request.size();
    }
}
