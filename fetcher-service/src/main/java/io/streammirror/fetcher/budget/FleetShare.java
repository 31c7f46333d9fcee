package io.streammirror.fetcher.budget;

import io.streammirror.event.FetchProgress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Which part of the fleet's budget is this fetcher's: own active slots / all active slots, others by the progress that they report,
 * itself by what it is doing.
 *
 * <p>While nothing is heard at all, of itself neither, the broker is away or nobody works. Then others may be working unheard, so the
 * share stays what it was; and it is small in a fetcher that has never heard anything.
 */
final class FleetShare {
    /** Those who work report each second; whoever is silent for longer than this is gone. */
    static final Duration SILENCE = Duration.ofMillis(3_500);

    /** Of a fetcher that has heard nobody yet, itself neither: what a joining one may take too much for a moment. */
    static final double FIRST = 0.1;

    private final String self;
    private final Ticker ticker;
    private final Map<String, Report> others = new HashMap<>();
    private boolean everHeard;
    private long heardAt;
    private long hearingSince;
    private double share = FIRST;

    FleetShare(String self, Ticker ticker) {
        this.self = self;
        this.ticker = ticker;
    }

    private record Report(int activeSlots, long at) {}

    synchronized void heard(FetchProgress progress) {
        long now = ticker.nanos();
        if (!hears(now)) {
            // Nobody is given up for the time in which we were deaf.
            hearingSince = now;
        }
        everHeard = true;
        heardAt = now;
        if (!progress.fetcher().equals(self)) {
            others.put(progress.fetcher(), new Report(progress.transfers().size(), now));
        }
    }

    /**
     * The share now, more than 0 and at most 1.
     *
     * @param ownActiveSlots an idle fetcher has the share of one slot, for the one that begins
     */
    synchronized double now(int ownActiveSlots) {
        long now = ticker.nanos();
        if (hears(now)) {
            others.values().removeIf(report -> now - Math.max(report.at(), hearingSince) > SILENCE.toNanos());
            int own = Math.max(1, ownActiveSlots);
            int all =
                    own + others.values().stream().mapToInt(Report::activeSlots).sum();
            share = (double) own / all;
        }
        return share;
    }

    private boolean hears(long now) {
        return everHeard && now - heardAt <= SILENCE.toNanos();
    }
}
