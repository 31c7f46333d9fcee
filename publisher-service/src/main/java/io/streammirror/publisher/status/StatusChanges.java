package io.streammirror.publisher.status;

import io.streammirror.api.ApiJson;
import io.streammirror.api.ItemProgress;
import io.streammirror.api.MirrorStatus;
import io.streammirror.api.ProgressEvent;
import io.streammirror.api.PublicationEvent;
import io.streammirror.api.StateEvent;
import io.streammirror.api.StatusReport;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.eventstream.EventKind;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Finds what has changed from one public status to the next. One thread at a time may use it. */
final class StatusChanges {
    /** Fields of a mirror that events of their own announce. */
    private static final Set<String> OTHER_EVENTS =
            Set.of("blobs", "bytes", "publication", "published", "signer", "products", "versions", "items");

    private final Function<MirrorName, Optional<Sha256>> served;
    private final Listener listener;
    private final Map<String, Object> before = new HashMap<>();

    /** Gets each event. */
    @FunctionalInterface
    interface Listener {
        void event(EventKind kind, MirrorName mirror, Object data);
    }

    /** @param served the publication that clients of a mirror get, which may follow the live one with a short delay */
    StatusChanges(Function<MirrorName, Optional<Sha256>> served, Listener listener) {
        this.served = served;
        this.listener = listener;
    }

    void observe(StatusReport report) {
        report.mirrors().forEach(mirror -> observe(mirror, report.fetching()));
    }

    private void observe(MirrorStatus mirror, List<ItemProgress> fetching) {
        publication(mirror).ifPresent(event -> emit(EventKind.PUBLICATION, mirror.name(), event, event));
        List<ItemProgress> own = fetching.stream()
                .filter(item -> mirror.name().equals(item.mirror()))
                .toList();
        var progress = new ProgressEvent(
                mirror.name(),
                mirror.blobs(),
                mirror.bytes(),
                own.size(),
                own.stream().mapToLong(ItemProgress::rate).sum());
        emit(EventKind.PROGRESS, mirror.name(), progress, progress);
        var state = new StateEvent(
                mirror.name(),
                mirror.state(),
                mirror.settled(),
                mirror.complete(),
                mirror.held() != null,
                mirror.failures().size());
        emit(EventKind.STATE, mirror.name(), rest(mirror), state);
    }

    /** Only once clients get it: who reads the tree after the event must not find the one before. */
    private Optional<PublicationEvent> publication(MirrorStatus mirror) {
        Sha256 id = mirror.publication();
        Instant published = mirror.published();
        if (id == null || published == null || !served.apply(mirror.name()).equals(Optional.of(id))) {
            return Optional.empty();
        }
        return Optional.of(new PublicationEvent(
                mirror.name(), id, published, mirror.products(), mirror.versions(), mirror.items()));
    }

    private static Object rest(MirrorStatus mirror) {
        return ApiJson.fields(mirror, OTHER_EVENTS);
    }

    private void emit(EventKind kind, MirrorName mirror, Object compared, Object data) {
        if (!compared.equals(before.put(kind + " " + mirror, compared))) {
            listener.event(kind, mirror, data);
        }
    }
}
