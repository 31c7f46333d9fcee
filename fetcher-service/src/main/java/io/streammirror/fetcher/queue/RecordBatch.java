package io.streammirror.fetcher.queue;

import io.streammirror.fetcher.queue.RequestProcessor.Processed;
import io.streammirror.fetcher.queue.RequestProcessor.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records that a worker has acquired at a time. Some threads process them while another renews their locks.
 *
 * <p>Results travel while the next record is processed; no record counts as processed before its own result has
 * arrived. Safe for concurrent use.
 */
final class RecordBatch {
    /** Processes one record; any exception but an interruption is unexpected. */
    @FunctionalInterface
    interface Work {
        Processed process(Task task) throws InterruptedException;
    }

    private final List<Delivery> acquired;
    private final Deque<Task> waiting;
    private final Map<Delivery, Acknowledgement> processed = new LinkedHashMap<>();
    private boolean begun;

    RecordBatch(List<Delivery> deliveries) {
        this.acquired = new ArrayList<>(deliveries);
        this.waiting =
                new ArrayDeque<>(deliveries.stream().map(RequestProcessor::read).toList());
    }

    /** Processes records until none is left or the fetcher shuts down; any number of threads may do so at the same time. */
    void process(Work work, ShutdownSignal shutdown) throws InterruptedException {
        var sent = new LinkedHashMap<Delivery, Processed>();
        Task task = begin();
        while (task != null) {
            sent.put(task.delivery(), work.process(task));
            task = shutdown.hasBegun() ? null : begin();
        }
        for (var one : sent.entrySet()) {
            one.getValue().result().await();
            finish(one.getKey(), one.getValue().acknowledgement());
        }
    }

    /** Takes out the records that wait behind other work here, and that another worker may have. */
    synchronized List<Delivery> removeWaiting() {
        if (!begun) {
            return List.of();
        }
        List<Delivery> removed = waiting.stream()
                .map(Task::delivery)
                .filter(Delivery::isReturnable)
                .toList();
        waiting.removeIf(task -> task.delivery().isReturnable());
        acquired.removeAll(removed);
        return removed;
    }

    /** The acknowledgement of each record as things are now: records that are not processed are released. */
    synchronized Map<Delivery, Acknowledgement> acknowledgements() {
        var acknowledgements = new LinkedHashMap<Delivery, Acknowledgement>();
        acquired.forEach(
                delivery -> acknowledgements.put(delivery, processed.getOrDefault(delivery, Acknowledgement.RELEASE)));
        return acknowledgements;
    }

    private synchronized void finish(Delivery delivery, Acknowledgement acknowledgement) {
        processed.put(delivery, acknowledgement);
    }

    private synchronized @Nullable Task begin() {
        begun = true;
        return waiting.poll();
    }

    /** The places of the records, for logs. */
    @Override
    public synchronized String toString() {
        return acquired.stream().map(Delivery::place).toList().toString();
    }
}
