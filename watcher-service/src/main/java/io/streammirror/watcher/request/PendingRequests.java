package io.streammirror.watcher.request;

import io.streammirror.retry.DoublingDelay;
import io.streammirror.simplestreams.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The requests without a result, so that nothing is requested twice in a row and nothing is forgotten.
 *
 * <p>All long backoff is kept here: fetchers give an item up after seconds, so that failing items never hold their slots. This is memory
 * only; a new watcher requests everything again, and fetchers find what is stored already.
 */
public final class PendingRequests {
    /**
     * When no request gave a sign for so long, those that wait are lost: their records, fetchers or results are gone.
     *
     * <p>Any sign of life counts for all, since a request may wait in a long queue for hours while the fetchers are at others.
     */
    static final Duration SILENCE = Duration.ofMinutes(2);

    /** A request that was repeated in vain waits longer, because the fetchers are down and will find all of them. */
    static final Duration MAX_SILENCE = Duration.ofMinutes(10);

    static final Duration FIRST_BACKOFF = Duration.ofSeconds(30);

    /** An upstream that heals is followed within five minutes: this, and the time to fetch and publish. */
    static final Duration MAX_BACKOFF = Duration.ofMinutes(4);

    private static final DoublingDelay BACKOFF = new DoublingDelay(FIRST_BACKOFF, MAX_BACKOFF);
    private static final DoublingDelay PATIENCE = new DoublingDelay(SILENCE, MAX_SILENCE);

    private final Map<Sha256, Request> requests = new HashMap<>();
    private Instant lastSign = Instant.EPOCH;

    /**
     * The state of a request: it waits for a result, or it is to be repeated at a time.
     *
     * @param since when the blob was requested for the first time
     * @param sent how often it was requested since its last result
     */
    private record Request(boolean waiting, Instant since, Instant due, int failures, int sent) {
        /** The same one, requested now. */
        Request again(Instant now) {
            return new Request(true, since, now.plus(PATIENCE.after(sent + 1)), failures, sent + 1);
        }
    }

    /** Whether this blob should be requested now. */
    public synchronized boolean isDue(Sha256 sha256, Instant now) {
        @Nullable Request request = requests.get(sha256);
        return request == null || isDue(request, now);
    }

    /** Whether anything that was requested should be requested again. */
    public synchronized boolean anyDue(Instant now) {
        return requests.values().stream().anyMatch(request -> isDue(request, now));
    }

    /** Whether fetchers work on something that was requested, or will. */
    public synchronized boolean anyWaiting(Instant now) {
        return requests.values().stream().anyMatch(request -> request.waiting() && !isDue(request, now));
    }

    /** How many blobs were requested and are not stored yet, failed ones included. */
    public synchronized int count() {
        return requests.size();
    }

    /** When the oldest of them was requested for the first time by this process; empty while there is none. */
    public synchronized Optional<Instant> oldest() {
        return requests.values().stream().map(Request::since).min(Comparator.naturalOrder());
    }

    private boolean isDue(Request request, Instant now) {
        boolean isAlive = request.waiting() && now.isBefore(lastSign.plus(SILENCE));
        return !isAlive && !now.isBefore(request.due());
    }

    /** The blob was requested. */
    public synchronized void requested(Sha256 sha256, Instant now) {
        requests.compute(
                sha256, (key, before) -> (before == null ? new Request(false, now, now, 0, 0) : before).again(now));
    }

    /** Takes back that a request was made, because it did not reach the queue. */
    public synchronized void notRequested(Sha256 sha256) {
        requests.computeIfPresent(sha256, (key, request) -> request.waiting() ? null : request);
    }

    /** Fetchers work on what was requested: progress or a result came. */
    public synchronized void signOfLife(Instant now) {
        if (now.isAfter(lastSign)) {
            lastSign = now;
        }
    }

    /** The blob is there. */
    public synchronized void stored(Sha256 sha256) {
        requests.remove(sha256);
    }

    /**
     * The blob could not be fetched.
     *
     * @param notBefore what upstream asked for, if it did
     */
    public synchronized void failed(Sha256 sha256, @Nullable Instant notBefore, Instant now) {
        requests.compute(sha256, (key, request) -> {
            int failures = request == null ? 1 : request.failures() + 1;
            Instant due = now.plus(BACKOFF.after(failures));
            Instant since = request == null ? now : request.since();
            return new Request(
                    false, since, notBefore != null && notBefore.isAfter(due) ? notBefore : due, failures, 0);
        });
    }

    /** Makes the requests that failed due at once, because an operator says that upstream was repaired. */
    public synchronized void retryNow(Predicate<Sha256> wanted) {
        requests.entrySet().removeIf(request -> !request.getValue().waiting() && wanted.test(request.getKey()));
    }

    /** Forgets what waits, because the queue that had it is gone. */
    public synchronized void queueLost() {
        lastSign = Instant.EPOCH;
        requests.values().removeIf(Request::waiting);
    }

    /** Forgets what is no longer wanted, or it would be due for ever. */
    public synchronized void keepOnly(Predicate<Sha256> wanted) {
        requests.keySet().removeIf(wanted.negate());
    }
}
