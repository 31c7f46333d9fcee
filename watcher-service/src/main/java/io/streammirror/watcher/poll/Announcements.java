package io.streammirror.watcher.poll;

import io.streammirror.event.CatalogAccepted;
import io.streammirror.event.UpstreamPolled;
import io.streammirror.event.UpstreamPolled.Outcome;
import io.streammirror.watcher.event.EventChannel;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells of one mirror what is new, until the broker has it, and of what is not new only now and then. */
final class Announcements {
    /** Well within the time that the topic keeps its records. */
    static final Duration TOLD_AT_LEAST_EVERY = Duration.ofHours(1);

    private final EventChannel events;

    private @Nullable CatalogAccepted accepted;
    private boolean acceptedTold;
    private @Nullable UpstreamPolled announced;

    Announcements(EventChannel events) {
        this.events = events;
    }

    /** To be told next: the log holds it already, so no later poll would make it again. */
    void note(CatalogAccepted news) {
        accepted = news;
        acceptedTold = false;
    }

    /** Tells of an acceptance that was not told yet; throws while the broker does not take it. */
    void tellAccepted() {
        if (accepted != null && !acceptedTold) {
            events.send(List.of(accepted));
            acceptedTold = true;
        }
    }

    void tell(UpstreamPolled polled) {
        if (!isIdle(polled)) {
            events.send(List.of(polled));
            announced = polled;
        }
    }

    /** What was told is lost. */
    void startOver() {
        announced = null;
        acceptedTold = false;
    }

    /** An idle poll makes no event, as long as what was said before is fresh enough for whoever comes later to find it. */
    private boolean isIdle(UpstreamPolled polled) {
        return announced != null
                && saysTheSame(polled, announced)
                && Objects.equals(polled.catalog(), announced.catalog())
                && Objects.equals(polled.held(), announced.held())
                && Objects.equals(polled.reason(), announced.reason())
                && polled.time().isBefore(announced.time().plus(TOLD_AT_LEAST_EVERY));
    }

    /** Only a standstill is idle; trouble that lasts is told each time. */
    private static boolean saysTheSame(UpstreamPolled polled, UpstreamPolled before) {
        return switch (polled.outcome()) {
            case UNCHANGED -> before.outcome() == Outcome.UNCHANGED || before.outcome() == Outcome.ACCEPTED;
            case HELD -> before.outcome() == Outcome.HELD;
            case ACCEPTED, REFUSED, UNSETTLED, UNREACHABLE, FAILED -> false;
        };
    }
}
