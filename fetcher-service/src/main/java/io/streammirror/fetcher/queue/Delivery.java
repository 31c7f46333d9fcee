package io.streammirror.fetcher.queue;

import io.streammirror.event.Topic;
import io.streammirror.service.trace.Cause;
import org.jspecify.annotations.Nullable;

/**
 * One record of the queue, lent to one slot.
 *
 * @param value null for a record without one
 * @param place where it lies, for people; no two records have the same
 * @param count how often it was lent, this time included
 * @param cause what it was asked for
 */
public record Delivery(
        Topic topic, @Nullable String key, @Nullable String value, String place, int count, Cause cause) {
    /** Whether nobody had it before. */
    boolean first() {
        return count == 1;
    }

    /** Whether the broker drops the record after this, whatever is said of it. */
    boolean last() {
        return count >= ShareGroup.DELIVERIES;
    }

    /** Whether it may go back for no better reason than that another would come to it sooner. */
    boolean returnable() {
        return count < ShareGroup.DELIVERIES - ShareGroup.FAILED_DELIVERIES;
    }
}
