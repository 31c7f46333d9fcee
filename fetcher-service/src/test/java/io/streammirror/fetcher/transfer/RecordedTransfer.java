package io.streammirror.fetcher.transfer;

import io.streammirror.fetcher.meter.RetryCause;
import io.streammirror.fetcher.meter.TransferObserver;
import java.util.ArrayList;
import java.util.List;

/** Records its calls. */
final class RecordedTransfer implements TransferObserver {
    private final List<RetryCause> retries = new ArrayList<>();
    private long received;
    private int restarts;
    private long resumed;

    @Override
    public synchronized void resumed(long bytes) {
        resumed = bytes;
    }

    @Override
    public synchronized void received(int bytes) {
        received += bytes;
    }

    @Override
    public synchronized void restarted() {
        restarts++;
    }

    @Override
    public synchronized void retrying(RetryCause cause) {
        retries.add(cause);
    }

    synchronized List<RetryCause> retries() {
        return List.copyOf(retries);
    }

    synchronized long received() {
        return received;
    }

    synchronized long resumed() {
        return resumed;
    }

    synchronized int restarts() {
        return restarts;
    }
}
