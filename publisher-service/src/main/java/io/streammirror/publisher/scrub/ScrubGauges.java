package io.streammirror.publisher.scrub;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The metrics of the scrub. */
@Singleton
class ScrubGauges {
    private final ScrubFigures figures;
    private final DamageWatch watch;
    private final RepairSchedule repairs;

    ScrubGauges(ScrubFigures figures, DamageWatch watch, RepairSchedule repairs) {
        this.figures = figures;
        this.watch = watch;
        this.repairs = repairs;
    }

    void register(@Observes StartupEvent event, MeterRegistry registry) {
        TimeGauge.builder("stream.mirror.scrub.oldest.timestamp", this, TimeUnit.SECONDS, ScrubGauges::oldest)
                .description("When the least recently verified blob was verified or stored; NaN while it is not known")
                .register(registry);
        Gauge.builder("stream.mirror.scrub.late", figures, ScrubFigures::late)
                .description("Blobs that were not verified within scrub.every")
                .register(registry);
        FunctionCounter.builder("stream.mirror.scrub.read", figures, ScrubFigures::bytes)
                .description("Bytes of blobs that this publisher has verified")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("stream.mirror.blobs.damaged", watch, now -> now.damaged().size())
                .description("Stored blobs that have other bytes than their hash says, and are not served")
                .register(registry);
        Gauge.builder("stream.mirror.blobs.lost", figures, now -> now.lost().size())
                .description("Damaged blobs that no source has at present")
                .register(registry);
        FunctionCounter.builder("stream.mirror.blobs.damage.found", figures, ScrubFigures::found)
                .description("Damaged blobs that this publisher has found")
                .register(registry);
        FunctionCounter.builder("stream.mirror.blobs.repaired", repairs, RepairSchedule::repaired)
                .description("Damaged blobs of which this publisher has found a good copy later")
                .register(registry);
    }

    private double oldest() {
        Instant oldest = figures.oldest();
        return oldest == null ? Double.NaN : oldest.getEpochSecond();
    }
}
