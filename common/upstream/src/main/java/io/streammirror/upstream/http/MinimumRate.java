package io.streammirror.upstream.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Detects transfers below a minimum rate, over the last moments. Times are of any clock that only goes forward. */
final class MinimumRate {
    private final long bytesPerSecond;
    private final Duration window;
    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long nanos, long bytes) {}

    /**
     * @param window over which the rate counts, and the grace at the start
     */
    MinimumRate(long bytesPerSecond, Duration window) {
        this.bytesPerSecond = bytesPerSecond;
        this.window = window;
    }

    /** Whether less than the minimum came within the window that ends now. */
    boolean isUndercut(long nanos, long bytesSoFar) {
        samples.addLast(new Sample(nanos, bytesSoFar));
        Sample oldest = samples.getFirst();
        if (nanos - oldest.nanos < window.toNanos()) {
            return false;
        }
        samples.removeFirst();
        return (bytesSoFar - oldest.bytes) < bytesPerSecond * window.toMillis() / 1000;
    }
}
