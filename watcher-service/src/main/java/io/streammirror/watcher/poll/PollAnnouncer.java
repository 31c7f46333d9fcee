package io.streammirror.watcher.poll;

import io.streammirror.event.CatalogAccepted;
import io.streammirror.event.UpstreamPolled;
import io.streammirror.event.UpstreamPolled.Outcome;
import io.streammirror.watcher.request.EventChannel;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Publishes the poll results of one mirror; repeats an unchanged one only hourly. */
final class PollAnnouncer {
    /** Well within the time that the topic keeps its records. */
    static final Duration REPEAT_EVERY = Duration.ofHours(1);

    private final EventChannel events;

    private @Nullable CatalogAccepted accepted;
    private boolean acceptedSent;
    private @Nullable UpstreamPolled announced;

    PollAnnouncer(EventChannel events) {
        this.events = events;
    }

    /** Remembers an acceptance to send next: the log holds it already, so no later poll repeats it. */
    void remember(CatalogAccepted news) {
        accepted = news;
        acceptedSent = false;
    }

    /** Sends an acceptance that was not sent yet; throws while the broker does not take it. */
    void sendAccepted() {
        if (accepted != null && !acceptedSent) {
            events.send(List.of(accepted));
            acceptedSent = true;
        }
    }

    /** Sends the result of a poll, unless it says what was sent before. */
    void send(UpstreamPolled polled) {
        if (!isIdle(polled)) {
            events.send(List.of(polled));
            announced = polled;
        }
    }

    /** Sends everything again: what was sent is lost. */
    void startOver() {
        announced = null;
        acceptedSent = false;
    }

    /** An idle poll makes no event while a new reader of the topic still finds the one before. */
    private boolean isIdle(UpstreamPolled polled) {
        return announced != null
                && isSameOutcome(polled, announced)
                && Objects.equals(polled.catalog(), announced.catalog())
                && Objects.equals(polled.held(), announced.held())
                && Objects.equals(polled.reason(), announced.reason())
                && polled.time().isBefore(announced.time().plus(REPEAT_EVERY));
    }

    /** Only a standstill is idle; trouble that lasts is sent each time. */
    private static boolean isSameOutcome(UpstreamPolled polled, UpstreamPolled before) {
        return switch (polled.outcome()) {
            case UNCHANGED -> before.outcome() == Outcome.UNCHANGED || before.outcome() == Outcome.ACCEPTED;
            case HELD -> before.outcome() == Outcome.HELD;
            case ACCEPTED, REFUSED, UNSETTLED, UNREACHABLE, FAILED -> false;
        };
    }
}
