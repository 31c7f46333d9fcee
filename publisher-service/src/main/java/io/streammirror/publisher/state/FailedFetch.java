package io.streammirror.publisher.state;

import java.time.Instant;

/**
 * Why a wanted blob did not come.
 *
 * @param run of the watcher that asked
 * @param retryable whether the watcher will ask again by itself; false also when upstream's bytes were the wrong ones
 */
public record FailedFetch(String run, String reason, boolean retryable, Instant time) {}
