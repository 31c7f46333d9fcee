package io.streammirror.fetcher.queue;

import org.jspecify.annotations.Nullable;

/**
 * One record of the queue, lent to one slot.
 *
 * @param value null for a record without one
 * @param place where it lies, for people
 * @param last whether the broker drops the record after this, whatever is said of it
 */
public record Delivery(@Nullable String key, @Nullable String value, String place, boolean last) {}
