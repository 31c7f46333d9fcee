package io.streammirror.fetcher.budget;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.streammirror.config.BandwidthPlan;
import io.streammirror.config.Settings;
import io.streammirror.event.FetchProgress;
import io.streammirror.fetcher.meter.Throttle;
import io.streammirror.fetcher.queue.FetcherId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.OptionalLong;

/** This fetcher's share of the bandwidth budget of all fetchers, {@code fetch.bandwidth}. */
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
                .description("Bandwidth that this fetcher may use; +Inf without a limit")
                .baseUnit("bytes.per.second")
                .register(meters);
    }

    @Override
    public void pay(int bytes) throws InterruptedException {
        bucket.pay(bytes);
    }

    /** Takes note of the progress of a fetcher, this one included. */
    void onProgress(FetchProgress progress) {
        share.onProgress(progress);
    }

    /** Adapts the rate to the time of day and to the fleet. */
    void update(int ownActiveSlots) {
        bucket.setRate(rate(ownActiveSlots));
    }

    private double rate(int ownActiveSlots) {
        // Computed also without a limit, because the share depends on what was seen before.
        double part = share.now(ownActiveSlots);
        OptionalLong limit = plan.rateAt(LocalTime.now(clock));
        return limit.isPresent() ? limit.getAsLong() * part : Double.POSITIVE_INFINITY;
    }
}
