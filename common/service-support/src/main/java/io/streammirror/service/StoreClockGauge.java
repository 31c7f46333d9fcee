package io.streammirror.service;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.streammirror.store.ClockCheck;
import io.streammirror.store.ObjectStore;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The metric {@code stream_mirror_store_clock_difference_seconds}; NaN until the store has sent its time. */
@Singleton
class StoreClockGauge {
    private final ClockCheck clocks;

    StoreClockGauge(ObjectStore store, Clock clock) {
        this.clocks = new ClockCheck(store, clock);
    }

    void register(@Observes StartupEvent event, MeterRegistry registry) {
        Gauge.builder("stream.mirror.store.clock.difference", clocks, StoreClockGauge::seconds)
                .description("How far this machine's clock is ahead of the store's; negative when it is behind")
                .baseUnit("seconds")
                .register(registry);
    }

    static double seconds(ClockCheck clocks) {
        return clocks.difference()
                .map(difference -> difference.toMillis() / 1000.0)
                .orElse(Double.NaN);
    }
}
