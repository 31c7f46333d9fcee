package io.streammirror.publisher.status;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.StartupEvent;
import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.decision.Suspicion;
import io.streammirror.publisher.state.MirrorView;
import io.streammirror.publisher.state.PublisherState;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The gauges of each mirror, for alerts. Labels are names from the configuration and fixed words only. */
@Singleton
class MirrorGauges {
    private final Settings settings;
    private final PublisherState state;
    private final MeterRegistry registry;

    MirrorGauges(Settings settings, PublisherState state, MeterRegistry registry) {
        this.settings = settings;
        this.state = state;
        this.registry = registry;
    }

    void register(@Observes StartupEvent event) {
        settings.mirrors().values().forEach(this::register);
    }

    private void register(MirrorSettings mirror) {
        for (Suspicion suspicion : Suspicion.values()) {
            Gauge.builder("stream.mirror.held", state, seen -> isHeld(seen.view(mirror.name()), suspicion) ? 1 : 0)
                    .description("1 while a change of upstream waits for an operator because of this suspicion")
                    .tag("mirror", mirror.name().value())
                    .tag("suspicion", suspicion.label())
                    .register(registry);
        }
        Gauge.builder("stream.mirror.unsigned", mirror, configured -> configured.unsigned() ? 1 : 0)
                .description("1 where the mirror accepts its upstream without a signature")
                .tag("mirror", mirror.name().value())
                .strongReference(true)
                .register(registry);
        time(
                mirror,
                "stream.mirror.upstream.updated.timestamp",
                "The newest time stamp of what the mirror follows",
                MirrorView::upstreamUpdated);
        time(
                mirror,
                "stream.mirror.published.timestamp",
                "When the live publication was published",
                view -> view.live() == null ? null : view.live().updated());
    }

    private void time(
            MirrorSettings mirror, String name, String description, Function<MirrorView, @Nullable Instant> instant) {
        TimeGauge.builder(name, state, TimeUnit.MILLISECONDS, seen -> millis(instant.apply(seen.view(mirror.name()))))
                .description(description)
                .tag("mirror", mirror.name().value())
                .register(registry);
    }

    /** NaN while there is none; zero would mean 1970. */
    private static double millis(@Nullable Instant instant) {
        return instant == null ? Double.NaN : instant.toEpochMilli();
    }

    private static boolean isHeld(MirrorView view, Suspicion suspicion) {
        return view.held() != null && view.held().suspicions().contains(suspicion);
    }
}
