package io.streammirror.fetcher.queue;

import io.streammirror.fetcher.queue.Errand.Done;
import io.streammirror.fetcher.queue.Errand.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records that a slot holds at a time, worked on one after the other by one thread while another keeps their loans.
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
        // What takes long comes last, when the rest can no longer wait for it.
        this.waiting = new ArrayDeque<>(deliveries.stream()
                .map(Errand::read)
                .sorted(Comparator.comparingLong(Task::size))
                .toList());
    }

    /** Works through the records until none is left, or the fetcher ends. */
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

    /** Whether there is work in it that is worth a haul of its own. */
    synchronized boolean hasLarge() {
        return waiting.stream().anyMatch(Haul::isLarge);
    }

    /** Takes out large work that would wait behind other work here, before any has begun: another slot is to have it at once. */
    synchronized List<Delivery> handBackLarge() {
        // Small ones come first; where there are none, one large one stays.
        List<Delivery> back = waiting.stream()
                .skip(1)
                .filter(Haul::isLarge)
                .map(Task::delivery)
                .filter(Delivery::returnable)
                .toList();
        waiting.removeIf(task -> back.contains(task.delivery()));
        all.removeAll(back);
        return back;
    }

    private static boolean isLarge(Task task) {
        return task.size() > WorkPace.SMALL_BYTES;
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
