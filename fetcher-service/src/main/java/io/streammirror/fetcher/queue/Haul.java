package io.streammirror.fetcher.queue;

import io.streammirror.fetcher.queue.Errand.Done;
import io.streammirror.fetcher.queue.Errand.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records that a slot holds at a time, worked on by some threads while another keeps their loans.
 *
 * <p>Results travel while the next record is worked on; none of the records counts as done before its own result has arrived.
 */
final class Haul {
    /** The work on one record; whatever it throws but an interruption is a mistake of ours. */
    @FunctionalInterface
    interface Work {
        Done on(Task task) throws InterruptedException;
    }

    private final List<Delivery> all;
    private final Deque<Task> waiting;
    private final Map<Delivery, Settlement> settled = new LinkedHashMap<>();
    private boolean begun;

    Haul(List<Delivery> deliveries) {
        this.all = new ArrayList<>(deliveries);
        this.waiting = new ArrayDeque<>(deliveries.stream().map(Errand::read).toList());
    }

    /** Works on records until none is left, or the fetcher ends; any number of threads may do so beside each other. */
    void run(Work work, Drain drain) throws InterruptedException {
        var sent = new LinkedHashMap<Delivery, Done>();
        Task task = begin();
        while (task != null) {
            sent.put(task.delivery(), work.on(task));
            task = drain.begun() ? null : begin();
        }
        for (var one : sent.entrySet()) {
            one.getValue().result().await();
            settle(one.getKey(), one.getValue().settlement());
        }
    }

    /** Takes out what waits behind other work here and may be someone else's. */
    synchronized List<Delivery> handBack() {
        if (!begun) {
            return List.of();
        }
        List<Delivery> back = waiting.stream()
                .map(Task::delivery)
                .filter(Delivery::returnable)
                .toList();
        waiting.removeIf(task -> task.delivery().returnable());
        all.removeAll(back);
        return back;
    }

    /** What is to be said of each record as things stand: what is not done goes back. */
    synchronized Map<Delivery, Settlement> settlements() {
        var settlements = new LinkedHashMap<Delivery, Settlement>();
        all.forEach(delivery -> settlements.put(delivery, settled.getOrDefault(delivery, Settlement.RELEASE)));
        return settlements;
    }

    private synchronized void settle(Delivery delivery, Settlement settlement) {
        settled.put(delivery, settlement);
    }

    private synchronized @Nullable Task begin() {
        begun = true;
        return waiting.poll();
    }

    /** Where the records lie, for people. */
    @Override
    public synchronized String toString() {
        return all.stream().map(Delivery::place).toList().toString();
    }
}
