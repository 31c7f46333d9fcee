package io.streammirror.cli.progress;

import java.time.Duration;

/**
 * Bytes a second, smoothed over some seconds so that the estimate made of it does not jump.
 *
 * @param nanos time of the last observation, of {@link System#nanoTime}
 * @param bytes count at that time
 */
record SmoothedRate(long nanos, long bytes, double perSecond) {
    private static final double TIME_CONSTANT_SECONDS = 5;

    static SmoothedRate startingAt(long nanos, long bytes) {
        return new SmoothedRate(nanos, bytes, 0);
    }

    SmoothedRate observe(long laterNanos, long laterBytes) {
        double seconds = (laterNanos - nanos) / (double) Duration.ofSeconds(1).toNanos();
        if (seconds <= 0) {
            return this;
        }
        if (laterBytes < bytes) {
            // Something else is counted now: another catalog.
            return startingAt(laterNanos, laterBytes);
        }
        double now = (laterBytes - bytes) / seconds;
        double weight = perSecond == 0 ? 1 : 1 - Math.exp(-seconds / TIME_CONSTANT_SECONDS);
        return new SmoothedRate(laterNanos, laterBytes, perSecond + weight * (now - perSecond));
    }
}
