package io.streammirror.fetcher.progress;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.streammirror.event.FetchProgress;
import io.streammirror.event.ItemRequested;
import io.streammirror.fetcher.budget.ActiveSlots;
import io.streammirror.fetcher.transfer.Outcome;
import io.streammirror.fetcher.transfer.PartBuffers;
import io.streammirror.fetcher.transfer.RetryCause;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All transfers under way, and the meters that they turn. */
@Singleton
final class TransferBoard implements ActiveSlots {
    private static final List<String> OUTCOMES = List.of("stored", "present", "elsewhere", "rejected", "failed");

    private final MeterRegistry meters;
    private final Counter bytes;
    private final Set<RunningTransfer> running = ConcurrentHashMap.newKeySet();

    TransferBoard(MeterRegistry meters, PartBuffers buffers) {
        this.meters = meters;
        this.bytes = meters.counter("stream.mirror.fetch.bytes");
        meters.gaugeCollectionSize("stream.mirror.fetch.slots.active", List.of(), running);
        meters.gauge("stream.mirror.fetch.buffers.used", buffers, PartBuffers::used);
        // From the start, so that the first of a kind shows as a rise from zero.
        OUTCOMES.forEach(this::items);
        Arrays.stream(RetryCause.values()).forEach(this::retries);
    }

    RunningTransfer begin(ItemRequested request) {
        var transfer = new RunningTransfer(request, bytes, this::countRetry, running::remove);
        running.add(transfer);
        return transfer;
    }

    @Override
    public int count() {
        return running.size();
    }

    void count(Outcome outcome) {
        items(label(outcome)).increment();
    }

    private Counter items(String outcome) {
        return meters.counter("stream.mirror.fetch.items", "outcome", outcome);
    }

    private Counter retries(RetryCause cause) {
        return meters.counter("stream.mirror.fetch.retries", "cause", cause.label());
    }

    /** The state of all transfers, rates since the last call about this many seconds ago. */
    List<FetchProgress.Transfer> read(double seconds) {
        return running.stream().map(transfer -> transfer.read(seconds)).toList();
    }

    private void countRetry(RetryCause cause) {
        retries(cause).increment();
    }

    private static String label(Outcome outcome) {
        if (outcome instanceof Outcome.Stored stored) {
            return stored.transferred() == 0 ? "present" : "stored";
        }
        if (outcome instanceof Outcome.Elsewhere) {
            return "elsewhere";
        }
        if (outcome instanceof Outcome.NoRoom) {
            return "no-room";
        }
        return outcome instanceof Outcome.Rejected ? "rejected" : "failed";
    }
}
