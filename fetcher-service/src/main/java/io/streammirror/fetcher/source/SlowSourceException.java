package io.streammirror.fetcher.source;

import java.io.IOException;
import java.time.Duration;

/** The source is slower than the minimum rate: it must not occupy a slot. */
final class SlowSourceException extends IOException {
    SlowSourceException(long bytesPerSecond, Duration window) {
        super("fewer than " + bytesPerSecond + " bytes a second over " + window.toSeconds() + " seconds");
    }
}
