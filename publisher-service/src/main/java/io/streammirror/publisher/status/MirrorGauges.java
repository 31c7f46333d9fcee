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

/** What an alert needs to know of each mirror; labels are names of the configuration and of suspicions only. */
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
            Gauge.builder("mirror.held", state, seen -> isHeld(seen.view(mirror.name()), suspicion) ? 1 : 0)
                    .description("Whether a change of upstream is held on this suspicion")
                    .tag("mirror", mirror.name().value())
                    .tag("suspicion", suspicion.label())
                    .register(registry);
        }
        Gauge.builder("mirror.unsigned", mirror, configured -> configured.unsigned() ? 1 : 0)
                .description("Whether upstream is taken without any signature")
                .tag("mirror", mirror.name().value())
                .strongReference(true)
                .register(registry);
        time(
                mirror,
                "mirror.upstream.updated.timestamp",
                "The newest time stamp of what the mirror follows",
                view -> view.catalog() == null ? null : view.catalog().upstreamUpdated());
        time(
                mirror,
                "mirror.published.timestamp",
                "When what is live was published",
                view -> view.live() == null ? null : view.live().updated());
    }

    private void time(
            MirrorSettings mirror, String name, String description, Function<MirrorView, @Nullable Instant> instant) {
        TimeGauge.builder(name, state, TimeUnit.MILLISECONDS, seen -> millis(instant.apply(seen.view(mirror.name()))))
                .description(description)
                .tag("mirror", mirror.name().value())
                .register(registry);
    }

    /** Not a number while there is none: zero would be long ago. */
    private static double millis(@Nullable Instant instant) {
        return instant == null ? Double.NaN : instant.toEpochMilli();
    }

    private static boolean isHeld(MirrorView view, Suspicion suspicion) {
        return view.held() != null && view.held().suspicions().contains(suspicion);
    }
}
