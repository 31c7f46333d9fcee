package io.streammirror.fetcher.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.streammirror.event.FetchProgress;
import io.streammirror.event.ItemRequested;
import io.streammirror.fetcher.budget.ActiveSlots;
import io.streammirror.fetcher.meter.RetryCause;
import io.streammirror.fetcher.part.PartBuffers;
import io.streammirror.fetcher.transfer.Outcome;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The transfers in progress and their metrics; all series exist from the start. Safe for concurrent use. */
@Singleton
public final class TransferMetrics implements ActiveSlots {
    private static final List<String> OUTCOMES =
            List.of("stored", "present", "elsewhere", "rejected", "failed", "no-room");

    private final MeterRegistry meters;
    private final Counter bytes;
    private final Set<RunningTransfer> running = ConcurrentHashMap.newKeySet();

    TransferMetrics(MeterRegistry meters, PartBuffers buffers) {
        this.meters = meters;
        this.bytes = Counter.builder("stream.mirror.fetch.bytes")
                .description("Item bytes received from sources, discarded ones included")
                .register(meters);
        Gauge.builder("stream.mirror.fetch.slots.active", running, Set::size)
                .description("Transfers in progress in this fetcher")
                .register(meters);
        Gauge.builder("stream.mirror.fetch.buffers.used", buffers, PartBuffers::used)
                .description("Bytes of part buffers in use, of fetch.buffers")
                .baseUnit("bytes")
                .register(meters);
        // From the start, so that the first event shows as a rise from zero.
        OUTCOMES.forEach(this::items);
        Arrays.stream(RetryCause.values()).forEach(this::retries);
    }

    /** Starts to observe a transfer, until it is closed. */
    public RunningTransfer begin(ItemRequested request) {
        var transfer =
                new RunningTransfer(request, bytes, cause -> retries(cause).increment(), running::remove);
        running.add(transfer);
        return transfer;
    }

    @Override
    public int count() {
        return running.size();
    }

    /** Counts the outcome of a request. */
    public void count(Outcome outcome) {
        items(label(outcome)).increment();
    }

    /** The state of all transfers, with rates since the last call about this many seconds ago. */
    List<FetchProgress.Transfer> read(double seconds) {
        return running.stream().map(transfer -> transfer.read(seconds)).toList();
    }

    private Counter items(String outcome) {
        return Counter.builder("stream.mirror.fetch.items")
                .description("Fetch requests by outcome")
                .tag("outcome", outcome)
                .register(meters);
    }

    private Counter retries(RetryCause cause) {
        return Counter.builder("stream.mirror.fetch.retries")
                .description("Retries in place by cause")
                .tag("cause", cause.label())
                .register(meters);
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
