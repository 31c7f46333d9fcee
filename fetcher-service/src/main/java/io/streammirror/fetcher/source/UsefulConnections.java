package io.streammirror.fetcher.source;

import java.time.Duration;

/**
 * Finds by trying how many connections to a host pay: it doubles them, and keeps them only where the bytes a second grew with them. So a
 * host that limits each connection, or is far away, gets many, and one that is limited by its link, our processor or a budget few.
 *
 * <p>Not safe for threads.
 */
final class UsefulConnections {
    /** Long enough for a rate to mean something, short enough that an item of some hundred megabytes gains by it. */
    static final Duration WINDOW = Duration.ofMillis(400);

    /** What twice the connections must bring at least. */
    static final double GAIN = 1.25;

    /** How long an answer counts: hosts and links change. */
    static final Duration SETTLED = Duration.ofSeconds(30);

    private final int most;
    private int limit;
    private int before;
    private double rateBefore;
    private long settledUntil;
    private boolean settled;

    private boolean counting;
    private long windowStart;
    private long windowBytes;

    /**
     * @param most the cap that is never exceeded
     * @param presumed how many pay as far as nobody knows better
     */
    UsefulConnections(int most, int presumed) {
        this.most = most;
        this.limit = presumed;
        this.before = presumed;
    }

    void received(int bytes) {
        windowBytes += bytes;
    }

    /**
     * How many connections are useful as far as is known.
     *
     * @param inUse how many there are now; a limit that is not used up teaches nothing
     */
    int limit(long now, int inUse) {
        boolean full = inUse >= limit;
        if (!full || !counting) {
            open(now, full);
        } else if (now - windowStart >= WINDOW.toNanos()) {
            judge(now, inUse, windowBytes * 1e9 / (now - windowStart));
            open(now, inUse >= limit);
        }
        return limit;
    }

    private void open(long now, boolean full) {
        counting = full;
        windowStart = now;
        windowBytes = 0;
    }

    private void judge(long now, int inUse, double rate) {
        if (settled && now - settledUntil < 0) {
            return;
        }
        boolean tried = !settled && limit > before;
        if (tried && rate < rateBefore * GAIN) {
            limit = before;
            settle(now);
            return;
        }
        before = Math.min(most, Math.max(limit, inUse));
        rateBefore = rate;
        limit = Math.min(most, before * 2);
        settled = false;
        if (limit == before) {
            settle(now);
        }
    }

    private void settle(long now) {
        settled = true;
        settledUntil = now + SETTLED.toNanos();
    }
}
