package io.streammirror.fetcher.budget;

import io.streammirror.event.FetchProgress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * This fetcher's share of the budget: its active slots divided by all active slots. Other fetchers count by the progress that they report.
 *
 * <p>If no progress arrives at all, not even its own, the broker is away or no fetcher works. Other fetchers may then
 * work unnoticed, so the share stays as it was. It is small in a fetcher that has never received any progress. Safe for
 * concurrent use.
 */
final class FleetShare {
    /** A working fetcher reports each second; one that is silent for longer than this is gone. */
    static final Duration SILENCE = Duration.ofMillis(3_500);

    /** The share before any progress: how much a joining fetcher may exceed the budget for a moment. */
    static final double INITIAL = 0.1;

    private final String self;
    private final Ticker ticker;
    private final Map<String, Report> others = new HashMap<>();
    private boolean everReceived;
    private long receivedAt;
    private long receivingSince;
    private double share = INITIAL;

    FleetShare(String self, Ticker ticker) {
        this.self = self;
        this.ticker = ticker;
    }

    private record Report(int activeSlots, long at) {}

    synchronized void onProgress(FetchProgress progress) {
        long now = ticker.nanos();
        if (!isReceiving(now)) {
            // Silence of others does not count for the time in which nothing arrived at all.
            receivingSince = now;
        }
        everReceived = true;
        receivedAt = now;
        if (!progress.fetcher().equals(self)) {
            others.put(progress.fetcher(), new Report(progress.transfers().size(), now));
        }
    }

    /**
     * The share now, more than 0 and at most 1.
     *
     * @param ownActiveSlots 0 counts as 1, for the transfer that starts next
     */
    synchronized double now(int ownActiveSlots) {
        long now = ticker.nanos();
        if (isReceiving(now)) {
            others.values().removeIf(report -> now - Math.max(report.at(), receivingSince) > SILENCE.toNanos());
            int own = Math.max(1, ownActiveSlots);
            int all =
                    own + others.values().stream().mapToInt(Report::activeSlots).sum();
            share = (double) own / all;
        }
        return share;
    }

    private boolean isReceiving(long now) {
        return everReceived && now - receivedAt <= SILENCE.toNanos();
    }
}
