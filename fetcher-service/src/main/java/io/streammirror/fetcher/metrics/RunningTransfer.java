package io.streammirror.fetcher.metrics;

import io.micrometer.core.instrument.Counter;
import io.streammirror.event.FetchProgress;
import io.streammirror.event.ItemRequested;
import io.streammirror.fetcher.meter.RetryCause;
import io.streammirror.fetcher.meter.TransferObserver;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** One transfer in progress; closing it ends the observation. */
public final class RunningTransfer implements TransferObserver, AutoCloseable {
    /** Weight of the newest reading in the rate: smooth enough to read, quick enough to be true. */
    private static final double NEWEST_WEIGHT = 0.4;

    private final ItemRequested request;
    private final Counter bytesCounter;
    private final Consumer<RetryCause> onRetry;
    private final Consumer<RunningTransfer> onClose;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong total = new AtomicLong();
    private long totalBefore;
    private double rate;

    RunningTransfer(
            ItemRequested request,
            Counter bytesCounter,
            Consumer<RetryCause> onRetry,
            Consumer<RunningTransfer> onClose) {
        this.request = request;
        this.bytesCounter = bytesCounter;
        this.onRetry = onRetry;
        this.onClose = onClose;
    }

    @Override
    public void resumed(long count) {
        bytes.set(count);
    }

    @Override
    public void received(int count) {
        bytes.addAndGet(count);
        total.addAndGet(count);
        bytesCounter.increment(count);
    }

    @Override
    public void restarted() {
        bytes.set(0);
    }

    @Override
    public void retrying(RetryCause cause) {
        onRetry.accept(cause);
    }

    /** The state now; called by one thread, about once in this many seconds. */
    FetchProgress.Transfer read(double seconds) {
        long now = total.get();
        double latest = (now - totalBefore) / seconds;
        rate = totalBefore == 0 ? latest : NEWEST_WEIGHT * latest + (1 - NEWEST_WEIGHT) * rate;
        totalBefore = now;
        return new FetchProgress.Transfer(request.sha256(), request.size(), bytes.get(), Math.round(rate));
    }

    @Override
    public void close() {
        onClose.accept(this);
    }
}
