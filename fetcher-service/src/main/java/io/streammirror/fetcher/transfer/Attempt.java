package io.streammirror.fetcher.transfer;

import java.time.Duration;

/** How one connection to one source ended. */
sealed interface Attempt {
    /** All bytes came and every digest agrees. */
    record Verified() implements Attempt {}

    /**
     * Another try may do better, and may keep what came so far.
     *
     * @param retryAfter the pause that the source asked for; zero when it did not
     */
    record Broken(RetryCause cause, String reason, Duration retryAfter) implements Attempt {}

    /** The source will not give this item. */
    record Refused(String reason) implements Attempt {}

    /** The source's bytes are not the item that was asked for. */
    record Wrong(String reason) implements Attempt {}
}
