package io.streammirror.upstream.http;

import io.streammirror.concurrent.DaemonThreads;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Cancels an exchange at its deadline, or when its body comes too slowly. A timeout of the socket ends neither a head nor a body of which
 * one byte comes now and then.
 */
final class ExchangeWatch implements AutoCloseable {
    private static final long CHECK_EVERY_MILLIS = 100;
    private static final long NO_BODY_YET = -1;

    /** One thread for all exchanges: a check takes microseconds. */
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private final AtomicLong received = new AtomicLong(NO_BODY_YET);
    private final Timeouts timeouts;
    private final long deadline;
    private final MinimumRate rate;
    private final Runnable cancel;
    private final ScheduledFuture<?> checks;
    private volatile @Nullable String reason;

    /**
     * Begins to watch.
     *
     * @param deadline of {@link System#nanoTime}
     * @param cancel ends the exchange; called from another thread, at most once
     */
    ExchangeWatch(Timeouts timeouts, long deadline, Runnable cancel) {
        this.timeouts = timeouts;
        this.deadline = deadline;
        this.rate = new MinimumRate(timeouts.minRate(), timeouts.window());
        this.cancel = cancel;
        this.checks = TIMER.scheduleWithFixedDelay(
                this::check, CHECK_EVERY_MILLIS, CHECK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static ScheduledThreadPoolExecutor timer() {
        var timer = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("upstream-exchange-watch"));
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** The body begins; from now on its rate counts. */
    void bodyBegins() {
        received.set(0);
    }

    void received(int bytes) {
        received.addAndGet(bytes);
    }

    /** Why the exchange was cancelled; null while it was not. */
    @Nullable
    String reason() {
        return reason;
    }

    private void check() {
        long now = System.nanoTime();
        long bytes = received.get();
        if (reason != null) {
            return;
        }
        if (now - deadline >= 0) {
            reason = "came too slowly: it was not whole after " + timeouts.whole();
        } else if (bytes >= 0 && rate.isUndercut(now, bytes)) {
            reason = "came too slowly: less than " + timeouts.minRate() + " bytes a second over " + timeouts.window();
        }
        if (reason != null) {
            cancel.run();
        }
    }

    @Override
    public void close() {
        checks.cancel(false);
    }
}
