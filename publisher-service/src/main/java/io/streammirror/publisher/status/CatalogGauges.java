package io.streammirror.publisher.status;

import io.micrometer.core.instrument.MeterRegistry;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.publication.Counts;
import io.streammirror.publisher.state.CatalogView;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.publisher.state.Unpublished.Reason;
import io.streammirror.publisher.state.WantedSet;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How much one mirror wants, how much of it is stored, and how much is not published. */
record CatalogGauges(MirrorName mirror, PublisherState state) {
    private static final WantedSet NOTHING = new WantedSet(0, 0, Map.of());

    void register(MeterRegistry registry) {
        wanted("stream.mirror.wanted.items", "Distinct items that the catalog wants", "", WantedSet::blobs, registry);
        wanted("stream.mirror.wanted", "Bytes that the catalog wants", "bytes", WantedSet::bytes, registry);
        wanted("stream.mirror.stored.items", "Wanted items that are stored", "", WantedSet::storedBlobs, registry);
        wanted("stream.mirror.stored", "Wanted bytes that are stored", "bytes", WantedSet::storedBytes, registry);
        wanted(
                "stream.mirror.missing.items",
                "Wanted items that are not stored",
                "",
                wanted -> wanted.missing().size(),
                registry);
        wanted("stream.mirror.missing", "Wanted bytes that are not stored", "bytes", WantedSet::missingBytes, registry);
        new StateGauge("stream.mirror.wanted.versions", "Versions that the catalog wants", "")
                .with("mirror", mirror.value())
                .register(state, seen -> counts(seen).versions(), registry);
        for (Reason reason : Reason.values()) {
            unpublished(
                    "stream.mirror.unpublished.versions",
                    "Wanted versions that the last assembly has left out, by reason",
                    "",
                    reason,
                    seen -> seen.unpublished(mirror).of(reason).versions(),
                    registry);
            unpublished(
                    "stream.mirror.unpublished",
                    "Wanted bytes that no published version needs, by reason",
                    "bytes",
                    reason,
                    seen -> seen.unpublished(mirror).of(reason).bytes(),
                    registry);
        }
    }

    private void wanted(
            String name, String description, String unit, ToDoubleFunction<WantedSet> value, MeterRegistry registry) {
        new StateGauge(name, description, unit)
                .with("mirror", mirror.value())
                .register(state, seen -> value.applyAsDouble(wanted(seen)), registry);
    }

    private void unpublished(
            String name,
            String description,
            String unit,
            Reason reason,
            ToDoubleFunction<PublisherState> value,
            MeterRegistry registry) {
        new StateGauge(name, description, unit)
                .with("mirror", mirror.value())
                .with("reason", reason.label())
                .register(state, value, registry);
    }

    private WantedSet wanted(PublisherState seen) {
        CatalogView catalog = seen.view(mirror).catalog();
        return catalog == null ? NOTHING : catalog.wanted();
    }

    private Counts counts(PublisherState seen) {
        CatalogView catalog = seen.view(mirror).catalog();
        return catalog == null ? Counts.NONE : catalog.counts();
    }
}
