package io.streammirror.fetcher.source;

import java.io.IOException;
import java.time.Duration;

/** Bytes come, but too few of them: a source that drips must not hold a slot. */
final class SlowSourceException extends IOException {
    SlowSourceException(long bytesPerSecond, Duration window) {
        super("fewer than " + bytesPerSecond + " bytes a second over " + window.toSeconds() + " seconds");
    }
}
