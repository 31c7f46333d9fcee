package io.streammirror.publisher.notify;

import io.streammirror.config.NotificationKeys;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LogEntry;
import io.streammirror.decision.LogState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one webhook has to be notified of next, after a position.
 *
 * <p>Not safe for use by several threads.
 */
final class NotificationQueue {
    /** Log entries that are read at once; each has some kilobytes. */
    private static final int MAX_ENTRIES = 50;

    private final NotificationKeys keys;
    private final DecisionLog log;
    private final LongSupplier head;
    private final LogNotifications ofLog;
    private final Conditions conditions;
    private @Nullable LogEntry last;

    /**
     * @param head sequence of the newest log entry that is known
     */
    NotificationQueue(
            NotificationKeys keys, DecisionLog log, LongSupplier head, LogNotifications ofLog, Conditions conditions) {
        this.keys = keys;
        this.log = log;
        this.head = head;
        this.ofLog = ofLog;
        this.conditions = conditions;
    }

    /**
     * The next thing to do.
     *
     * @param notification to send; empty when there is none
     * @param after the position when it was taken, or now if there is none
     */
    record Next(Optional<Notification> notification, DeliveryPosition after) {}

    /** Reads the log from a position on, up to the next notification. */
    Next next(DeliveryPosition position) {
        DeliveryPosition at = position;
        for (Map.Entry<String, Instant> known : position.lasting().entrySet()) {
            if (conditions.isOver(known.getKey())) {
                at = at.without(known.getKey());
            }
        }
        for (var lasting : conditions.lasting().entrySet()) {
            Notification notification = lasting.getValue().notification();
            if (!at.lasting().containsKey(lasting.getKey()) && isWanted(notification)) {
                return new Next(
                        Optional.of(notification),
                        at.with(lasting.getKey(), lasting.getValue().since()));
            }
        }
        return ofLog(at);
    }

    private Next ofLog(DeliveryPosition position) {
        DeliveryPosition at = position;
        while (head.getAsLong() > at.sequence()) {
            LogState before = before(at.sequence());
            List<LogEntry> entries = log.entries(at.sequence() + 1, MAX_ENTRIES);
            if (entries.isEmpty()) {
                break;
            }
            for (LogEntry entry : entries) {
                List<Notification> wanted =
                        ofLog.of(before, entry).stream().filter(this::isWanted).toList();
                if (at.taken() < wanted.size()) {
                    int taken = at.taken() + 1;
                    return new Next(
                            Optional.of(wanted.get(at.taken())),
                            taken == wanted.size() ? at.after(entry.sequence()) : at.withTaken(taken));
                }
                at = at.after(entry.sequence());
                before = entry.state();
                last = entry;
            }
        }
        return new Next(Optional.empty(), at);
    }

    private LogState before(long sequence) {
        LogEntry known = last;
        if (known != null && known.sequence() == sequence) {
            return known.state();
        }
        return sequence == 0
                ? LogState.EMPTY
                : log.entries(sequence, 1).stream()
                        .findFirst()
                        .map(LogEntry::state)
                        .orElse(LogState.EMPTY);
    }

    private boolean isWanted(Notification notification) {
        boolean isKind =
                keys.events().map(kinds -> kinds.contains(notification.kind())).orElse(true);
        return isKind
                && (notification.mirror() == null
                        || keys.mirrors()
                                .map(names -> names.contains(notification.mirror()))
                                .orElse(true));
    }
}
