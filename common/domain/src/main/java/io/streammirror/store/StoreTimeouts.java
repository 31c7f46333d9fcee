package io.streammirror.store;

import java.time.Duration;

/**
 * How long a call may wait for the store.
 *
 * @param connect for the connection
 * @param idle for the next byte, either way; whole transfers may take longer
 */
public record StoreTimeouts(Duration connect, Duration idle) {
    /** Completing a large upload copies it in some stores, which answer nothing meanwhile. */
    public static final StoreTimeouts DEFAULT = new StoreTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(60));

    public StoreTimeouts {
        if (connect.isNegative() || connect.isZero() || idle.isNegative() || idle.isZero()) {
            throw new IllegalArgumentException(
                    "store timeouts must be positive: connect " + connect + ", idle " + idle);
        }
    }

    /** The same, with another limit on silence. */
    public StoreTimeouts withIdle(Duration silence) {
        return new StoreTimeouts(connect, silence);
    }
}
