package io.streammirror.publisher.schedule;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.streammirror.config.Settings;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** How full the store is. S3 does not report its room, so the capacity is what the configuration says. */
@Singleton
class StoreUsage {
    private final Settings settings;
    private final MirrorWorkers workers;

    StoreUsage(Settings settings, MirrorWorkers workers) {
        this.settings = settings;
        this.workers = workers;
    }

    void register(@Observes StartupEvent event, MeterRegistry registry) {
        Gauge.builder("stream.mirror.store.used", workers, MirrorWorkers::storedBytes)
                .description("Bytes of all blobs in the store, as last listed")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("stream.mirror.store.free", this, StoreUsage::free)
                .description("store.capacity without the bytes of all blobs; NaN without store.capacity")
                .baseUnit("bytes")
                .register(registry);
    }

    private double free() {
        return settings.store()
                .capacity()
                .map(capacity -> (double) Math.max(0, capacity - workers.storedBytes()))
                .orElse(Double.NaN);
    }
}
