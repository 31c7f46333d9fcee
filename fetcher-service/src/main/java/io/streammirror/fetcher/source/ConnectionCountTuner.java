package io.streammirror.fetcher.source;

import java.time.Duration;

/**
 * Finds by trial how many connections to a host make a transfer faster: it doubles them, and keeps them only if the
 * rate grew. A host that limits each connection, or is far away, gets many; one that is limited by its link, our
 * processor or a budget gets few.
 *
 * <p>Not safe for concurrent use.
 */
final class ConnectionCountTuner {
    /** Long enough for a rate to mean something, short enough that an item of some hundred megabytes gains by it. */
    static final Duration WINDOW = Duration.ofMillis(400);

    /** The factor by which twice the connections must raise the rate at least. */
    static final double MIN_GAIN = 1.25;

    /** How long a result counts: hosts and links change. */
    static final Duration VALIDITY = Duration.ofSeconds(30);

    private final int max;
    private int limit;
    private int before;
    private double rateBefore;
    private long validUntil;
    private boolean valid;

    private boolean counting;
    private long windowStart;
    private long windowBytes;

    /**
     * @param max the cap that is never exceeded
     * @param presumed how many are useful before the first result
     */
    ConnectionCountTuner(int max, int presumed) {
        this.max = max;
        this.limit = presumed;
        this.before = presumed;
    }

    void received(int bytes) {
        windowBytes += bytes;
    }

    /**
     * How many connections are useful as far as is known.
     *
     * @param inUse how many there are now; a limit that is not reached gives no result
     */
    int limit(long now, int inUse) {
        boolean full = inUse >= limit;
        if (!full || !counting) {
            open(now, full);
        } else if (now - windowStart >= WINDOW.toNanos()) {
            evaluate(now, inUse, windowBytes * 1e9 / (now - windowStart));
            open(now, inUse >= limit);
        }
        return limit;
    }

    private void open(long now, boolean full) {
        counting = full;
        windowStart = now;
        windowBytes = 0;
    }

    private void evaluate(long now, int inUse, double rate) {
        if (valid && now - validUntil < 0) {
            return;
        }
        boolean tried = !valid && limit > before;
        if (tried && rate < rateBefore * MIN_GAIN) {
            limit = before;
            accept(now);
            return;
        }
        before = Math.min(max, Math.max(limit, inUse));
        rateBefore = rate;
        limit = Math.min(max, before * 2);
        valid = false;
        if (limit == before) {
            accept(now);
        }
    }

    private void accept(long now) {
        valid = true;
        validUntil = now + VALIDITY.toNanos();
    }
}
