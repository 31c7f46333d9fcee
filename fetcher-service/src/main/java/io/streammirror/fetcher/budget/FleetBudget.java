package io.streammirror.fetcher.budget;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.streammirror.config.BandwidthPlan;
import io.streammirror.config.Settings;
import io.streammirror.event.FetchProgress;
import io.streammirror.fetcher.queue.FetcherId;
import io.streammirror.fetcher.transfer.Throttle;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.OptionalLong;

/** This fetcher's part of the one budget that all fetchers share, {@code fetch.bandwidth}. */
@Singleton
public final class FleetBudget implements Throttle {
    private final BandwidthPlan plan;
    private final FleetShare share;
    private final TokenBucket bucket;
    private final Clock clock;

    FleetBudget(Settings settings, FetcherId fetcher, MeterRegistry meters, Clock clock) {
        this.plan = settings.fetch().bandwidth();
        this.share = new FleetShare(fetcher.value(), Ticker.SYSTEM);
        this.clock = clock.withZone(ZoneId.systemDefault());
        this.bucket = new TokenBucket(rate(0), Ticker.SYSTEM);
        Gauge.builder("stream.mirror.fetch.budget", bucket, TokenBucket::rate)
                .description("What this fetcher may take from sources; +Inf without a limit")
                .baseUnit("bytes.per.second")
                .register(meters);
    }

    @Override
    public void pay(int bytes) throws InterruptedException {
        bucket.pay(bytes);
    }

    /** Takes in what a fetcher says that it does, this one too. */
    void heard(FetchProgress progress) {
        share.heard(progress);
    }

    /** Adapts to the time of day and to the fleet. */
    void adapt(int ownActiveSlots) {
        bucket.setRate(rate(ownActiveSlots));
    }

    private double rate(int ownActiveSlots) {
        // Asked also when there is no limit, for it remembers.
        double part = share.now(ownActiveSlots);
        OptionalLong limit = plan.rateAt(LocalTime.now(clock));
        return limit.isPresent() ? limit.getAsLong() * part : Double.POSITIVE_INFINITY;
    }
}
