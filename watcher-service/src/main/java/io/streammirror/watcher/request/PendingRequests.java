package io.streammirror.watcher.request;

import io.streammirror.simplestreams.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for and what became of it, so that nothing is asked for twice in a row and nothing is forgotten.
 *
 * <p>All long back-off is kept here: fetchers give an item up after seconds, so that failing items never hold their slots. The
 * ledger is memory only; a new watcher asks anew, and fetchers find what is stored already.
 */
public final class PendingRequests {
    /**
     * When nothing was heard of any request for so long, those that wait are lost: their records, fetchers or results are gone.
     *
     * <p>Any sign of life counts for all, since a request may wait in a long queue for hours while the fetchers are at others.
     */
    static final Duration SILENCE = Duration.ofMinutes(10);

    static final Duration FIRST_BACK_OFF = Duration.ofSeconds(30);
    static final Duration LONGEST_BACK_OFF = Duration.ofHours(1);

    private final Map<Sha256, Request> requests = new HashMap<>();
    private Instant lastSign = Instant.EPOCH;

    /** A request's life: asked and waiting for a sign, or to be asked again at a time. */
    private record Request(boolean waiting, Instant due, int failures) {}

    /** Whether this blob should be asked for now. */
    public synchronized boolean isDue(Sha256 sha256, Instant now) {
        @Nullable Request request = requests.get(sha256);
        return request == null || isDue(request, now);
    }

    /** Whether anything that was asked for should be asked for again. */
    public synchronized boolean anyDue(Instant now) {
        return requests.values().stream().anyMatch(request -> isDue(request, now));
    }

    private boolean isDue(Request request, Instant now) {
        boolean heardOfLately = request.waiting() && now.isBefore(lastSign.plus(SILENCE));
        return !heardOfLately && !now.isBefore(request.due());
    }

    public synchronized void asked(Sha256 sha256, Instant now) {
        requests.merge(
                sha256,
                new Request(true, now.plus(SILENCE), 0),
                (before, fresh) -> new Request(true, fresh.due(), before.failures()));
    }

    /** Takes back that a request was made, because it did not reach the queue. */
    public synchronized void notAsked(Sha256 sha256) {
        requests.computeIfPresent(sha256, (key, request) -> request.waiting() ? null : request);
    }

    /** Fetchers are at what was asked for: progress or a result came. */
    public synchronized void heard(Instant now) {
        if (now.isAfter(lastSign)) {
            lastSign = now;
        }
    }

    public synchronized void stored(Sha256 sha256) {
        requests.remove(sha256);
    }

    /**
     * The blob could not be had.
     *
     * @param notBefore what upstream asked for, if it did
     */
    public synchronized void failed(Sha256 sha256, boolean retryable, @Nullable Instant notBefore, Instant now) {
        requests.compute(sha256, (key, request) -> {
            int failures = request == null ? 1 : request.failures() + 1;
            Instant due = now.plus(retryable ? backOff(failures) : LONGEST_BACK_OFF);
            return new Request(false, notBefore != null && notBefore.isAfter(due) ? notBefore : due, failures);
        });
    }

    /** Forgets what was asked, because the queue it was asked in is gone. */
    public synchronized void queueLost() {
        lastSign = Instant.EPOCH;
        requests.values().removeIf(Request::waiting);
    }

    /** Forgets what is no longer wanted, or it would be due for ever. */
    public synchronized void keepOnly(Predicate<Sha256> wanted) {
        requests.keySet().removeIf(wanted.negate());
    }

    private static Duration backOff(int failures) {
        Duration backOff = FIRST_BACK_OFF.multipliedBy(1L << Math.min(failures - 1, 10));
        return backOff.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : backOff;
    }
}
