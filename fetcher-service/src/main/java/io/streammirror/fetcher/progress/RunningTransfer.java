package io.streammirror.fetcher.progress;

import io.micrometer.core.instrument.Counter;
import io.streammirror.event.FetchProgress;
import io.streammirror.event.ItemRequested;
import io.streammirror.fetcher.transfer.RetryCause;
import io.streammirror.fetcher.transfer.TransferObserver;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** What is known of one transfer under way; removed from the board by closing it. */
final class RunningTransfer implements TransferObserver, AutoCloseable {
    /** Weight of the newest reading in the rate: smooth enough to read, quick enough to be true. */
    private static final double NEWEST = 0.4;

    private final ItemRequested request;
    private final Counter bytesMeter;
    private final Consumer<RetryCause> retryMeter;
    private final Consumer<RunningTransfer> onClose;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong total = new AtomicLong();
    private long totalBefore;
    private double rate;

    RunningTransfer(
            ItemRequested request,
            Counter bytesMeter,
            Consumer<RetryCause> retryMeter,
            Consumer<RunningTransfer> onClose) {
        this.request = request;
        this.bytesMeter = bytesMeter;
        this.retryMeter = retryMeter;
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
        bytesMeter.increment(count);
    }

    @Override
    public void restarted() {
        bytes.set(0);
    }

    @Override
    public void retrying(RetryCause cause) {
        retryMeter.accept(cause);
    }

    /** Called by one thread, about once in this many seconds. */
    FetchProgress.Transfer read(double seconds) {
        long now = total.get();
        double latest = (now - totalBefore) / seconds;
        rate = totalBefore == 0 ? latest : NEWEST * latest + (1 - NEWEST) * rate;
        totalBefore = now;
        return new FetchProgress.Transfer(request.sha256(), request.size(), bytes.get(), Math.round(rate));
    }

    @Override
    public void close() {
        onClose.accept(this);
    }
}
