package io.streammirror.fetcher.queue;

import io.streammirror.event.Topic;
import io.streammirror.service.trace.TraceParent;
import org.jspecify.annotations.Nullable;

/**
 * One acquired record of the queue.
 *
 * @param value null for a record without a value
 * @param place topic, partition and offset, unique to the record
 * @param count how often it was delivered, this time included
 * @param cause the trace that led to the request
 */
public record Delivery(
        Topic topic, @Nullable String key, @Nullable String value, String place, int count, TraceParent cause) {
    /** Whether no worker had it before. */
    boolean isFirst() {
        return count == 1;
    }

    /** Whether the broker drops the record after this, however it is acknowledged. */
    boolean isLast() {
        return count >= ShareGroup.MAX_DELIVERIES;
    }

    /** Whether it may be released only because another worker may process it sooner. */
    boolean isReturnable() {
        return count < ShareGroup.MAX_DELIVERIES - ShareGroup.RESERVED_DELIVERIES;
    }
}
