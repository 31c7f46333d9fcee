package io.streammirror.publisher.status;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.streammirror.api.ReaderCounts;
import io.streammirror.config.Settings;
import io.streammirror.mirror.MirrorName;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Readers of each mirror by state, for alerts: {@code stream_mirror_readers}. */
@Singleton
class ReaderGauges {
    private static final Map<String, ToIntFunction<ReaderCounts>> STATES = Map.of(
            "current", ReaderCounts::current,
            "behind", ReaderCounts::behind,
            "refusing", ReaderCounts::refusing,
            "silent", ReaderCounts::silent);

    private final Settings settings;
    private final ReaderCensus census;
    private final MeterRegistry registry;

    ReaderGauges(Settings settings, ReaderCensus census, MeterRegistry registry) {
        this.settings = settings;
        this.census = census;
        this.registry = registry;
    }

    void register(@Observes StartupEvent event) {
        settings.mirrors().keySet().forEach(mirror -> STATES.forEach((state, count) -> register(mirror, state, count)));
    }

    private void register(MirrorName mirror, String state, ToIntFunction<ReaderCounts> count) {
        Gauge.builder("stream.mirror.readers", census, counted -> count.applyAsInt(counted.counts(mirror)))
                .description("Clients that read the mirror, as this publisher has seen them since it started")
                .tag("mirror", mirror.value())
                .tag("state", state)
                .register(registry);
    }
}
