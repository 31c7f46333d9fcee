package io.streammirror.publisher.status;

import io.micrometer.core.instrument.MeterRegistry;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.state.CatalogView;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.publisher.state.Unpublished;
import io.streammirror.publisher.state.Unpublished.Amount;
import io.streammirror.publisher.state.Unpublished.Reason;
import java.util.Arrays;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The service levels "fresh" and "complete" of one mirror; "served" is counted where items are sent. */
record ServiceLevelGauges(MirrorName mirror, PublisherState state) {
    void register(MeterRegistry registry) {
        new StateGauge(
                        "stream.mirror.freshness.lag",
                        "Age of the oldest accepted upstream state that is wanted and not live; 0 while there is none",
                        "seconds")
                .with("mirror", mirror.value())
                .register(state, seen -> seen.freshnessLag(mirror).toMillis() / 1000.0, registry);
        new StateGauge(
                        "stream.mirror.complete.versions",
                        "Share of the wanted versions that the contract of MAAS allows to publish",
                        "ratio")
                .with("mirror", mirror.value())
                .register(state, seen -> complete(seen, of -> of.counts().versions(), Amount::versions), registry);
        new StateGauge(
                        "stream.mirror.complete.bytes",
                        "Share of the wanted bytes that the contract of MAAS allows to publish",
                        "ratio")
                .with("mirror", mirror.value())
                .register(state, seen -> complete(seen, of -> of.wanted().bytes(), Amount::bytes), registry);
    }

    private double complete(PublisherState seen, ToLongFunction<CatalogView> wanted, ToLongFunction<Amount> amount) {
        CatalogView catalog = seen.view(mirror).catalog();
        return catalog == null ? 1 : share(wanted.applyAsLong(catalog), seen.unpublished(mirror), amount);
    }

    /** Selections that match nothing give 0: a mirror is complete only if it wants something. */
    static double share(long wanted, @Nullable Unpublished unpublished, ToLongFunction<Amount> amount) {
        long defects = unpublished == null
                ? 0
                : Arrays.stream(Reason.values())
                        .filter(Reason::isDefect)
                        .map(unpublished::of)
                        .mapToLong(amount)
                        .sum();
        return wanted == 0 ? 0 : Math.max(0, 1 - (double) defects / wanted);
    }
}
