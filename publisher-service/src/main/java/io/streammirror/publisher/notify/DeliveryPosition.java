package io.streammirror.publisher.notify;

import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far one webhook was notified.
 *
 * @param sequence of the last log entry of which everything was taken
 * @param taken how many notifications of the next entry were taken
 * @param conditions of which the webhook was notified and that still last, with their beginning
 */
record DeliveryPosition(long sequence, int taken, @Nullable SortedMap<String, Instant> conditions) {
    DeliveryPosition {
        conditions = Collections.unmodifiableSortedMap(
                new TreeMap<>(Objects.requireNonNullElse(conditions, Collections.emptySortedMap())));
        if (sequence < 0 || taken < 0) {
            throw new IllegalArgumentException("a position has no negative numbers: " + sequence + ", " + taken);
        }
    }

    /** Everything up to this entry was taken. */
    static DeliveryPosition at(long sequence) {
        return new DeliveryPosition(sequence, 0, Collections.emptySortedMap());
    }

    DeliveryPosition after(long entry) {
        return new DeliveryPosition(entry, 0, conditions);
    }

    DeliveryPosition withTaken(int count) {
        return new DeliveryPosition(sequence, count, conditions);
    }

    DeliveryPosition with(String condition, Instant since) {
        var next = new TreeMap<>(lasting());
        next.put(condition, since);
        return new DeliveryPosition(sequence, taken, next);
    }

    DeliveryPosition without(String condition) {
        var next = new TreeMap<>(lasting());
        next.remove(condition);
        return new DeliveryPosition(sequence, taken, next);
    }

    /** The conditions; never null. */
    SortedMap<String, Instant> lasting() {
        return Objects.requireNonNull(conditions);
    }
}
