package io.streammirror.fetcher.budget;

import java.time.Duration;
import java.util.concurrent.locks.Condition;

/** Time that passes when a thread waits for it, or when the test advances it. */
class FakeTicker implements Ticker {
    private long now = 5_000_000_000L;

    final synchronized void advance(Duration duration) {
        advance(duration.toNanos());
    }

    final synchronized void advance(long nanos) {
        now += nanos;
    }

    @Override
    public final synchronized long nanos() {
        return now;
    }

    @Override
    public void await(Condition change, long nanos) throws InterruptedException {
        advance(nanos);
    }
}
