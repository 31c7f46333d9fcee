package io.streammirror.fetcher.retry;

import java.time.Duration;

/** Waits; a port, so that tests need not. */
@FunctionalInterface
public interface Sleeper {
    void sleep(Duration duration) throws InterruptedException;
}
