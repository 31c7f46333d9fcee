package io.streammirror.system;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waits for what must come about, no longer than a deadline that only a failure meets. */
final class Await {
    private static final Duration POLL = Duration.ofMillis(100);

    private Await() {}

    static void until(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(MirrorProcess.PATIENCE)
                .pollInterval(POLL)
                .pollDelay(Duration.ZERO)
                .until(condition);
    }
}
