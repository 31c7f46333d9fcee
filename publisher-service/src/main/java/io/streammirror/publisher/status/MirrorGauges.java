package io.streammirror.publisher.status;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.decision.Suspicion;
import io.streammirror.publisher.sign.PublisherIdentity;
import io.streammirror.publisher.state.LiveView;
import io.streammirror.publisher.state.MirrorView;
import io.streammirror.publisher.state.PublisherState;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The gauges of each mirror, for alerts. Labels are names from the configuration and fixed words only. */
@Singleton
class MirrorGauges {
    private final Settings settings;
    private final PublisherState state;
    private final PublisherIdentity identity;
    private final MeterRegistry registry;

    MirrorGauges(Settings settings, PublisherState state, PublisherIdentity identity, MeterRegistry registry) {
        this.settings = settings;
        this.state = state;
        this.identity = identity;
        this.registry = registry;
    }

    void register(@Observes StartupEvent event) {
        new StateGauge(
                        "stream.mirror.log.sequence",
                        "Sequence of the newest entry of the decision log that was read",
                        "")
                .register(state, PublisherState::logSequence, registry);
        double created = seconds(identity.key().publicKeyring().created());
        new StateGauge("stream.mirror.signing.key.created.timestamp", "When the signing key was created", "seconds")
                .register(state, seen -> created, registry);
        settings.mirrors().values().forEach(this::register);
    }

    private void register(MirrorSettings mirror) {
        new ServiceLevelGauges(mirror.name(), state).register(registry);
        new CatalogGauges(mirror.name(), state).register(registry);
        new OrderGauges(mirror.name(), state).register(registry);
        for (Suspicion suspicion : Suspicion.values()) {
            gauge("stream.mirror.held", "1 while a change of upstream waits for an operator because of this suspicion")
                    .with("mirror", mirror.name().value())
                    .with("suspicion", suspicion.label())
                    .register(state, seen -> isHeld(seen.view(mirror.name()), suspicion) ? 1 : 0, registry);
        }
        gauge("stream.mirror.unsigned", "1 where the mirror accepts its upstream without a signature")
                .with("mirror", mirror.name().value())
                .register(state, seen -> mirror.unsigned() ? 1 : 0, registry);
        gauge(
                        "stream.mirror.foreign.signer",
                        "1 while the live publication is signed by a key that this publisher may not follow")
                .with("mirror", mirror.name().value())
                .register(state, seen -> isForeign(seen.view(mirror.name()).live()) ? 1 : 0, registry);
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

    private static StateGauge gauge(String name, String description) {
        return new StateGauge(name, description, "", Map.of());
    }

    private void time(
            MirrorSettings mirror, String name, String description, Function<MirrorView, @Nullable Instant> instant) {
        new StateGauge(name, description, "seconds")
                .with("mirror", mirror.name().value())
                .register(state, seen -> seconds(instant.apply(seen.view(mirror.name()))), registry);
    }

    /** NaN while there is none; zero would mean 1970. */
    private static double seconds(@Nullable Instant instant) {
        return instant == null ? Double.NaN : instant.toEpochMilli() / 1000.0;
    }

    private static boolean isHeld(MirrorView view, Suspicion suspicion) {
        return view.held() != null && view.held().suspicions().contains(suspicion);
    }

    private boolean isForeign(@Nullable LiveView live) {
        return live != null && !identity.mayFollow(live.signer());
    }
}
