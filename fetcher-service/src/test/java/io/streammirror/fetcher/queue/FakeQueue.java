package io.streammirror.fetcher.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.event.Topic;
import io.streammirror.service.trace.Cause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A queue of one slot, in memory, that tells what it was told; its broker fails or takes records away on demand. */
final class FakeQueue implements RequestQueue {
    private final BlockingQueue<Delivery> waiting = new LinkedBlockingQueue<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger offsets = new AtomicInteger();
    private volatile int most = 1;
    private List<Delivery> held = List.of();
    private volatile boolean losing;
    private volatile boolean failing;

    void offer(String value) {
        offer(value, 1);
    }

    /** Gives out so many records at a time. */
    void giveOut(int records) {
        most = records;
    }

    /** A record that comes for the last time. */
    void offerLast(String value) {
        offer(value, ShareGroup.DELIVERIES);
    }

    /** A record that was lent so often, this time included. */
    void offer(String value, int count) {
        offer(value, count, Cause.NONE);
    }

    /** A record that says what it was sent for. */
    void offer(String value, int count, Cause cause) {
        String place = "topic/0/" + offsets.getAndIncrement();
        waiting.add(new Delivery(Topic.FETCH_REQUESTS, "key", value, place, count, cause));
    }

    /** The next renewal finds the record gone. */
    void lose() {
        losing = true;
    }

    /** The next renewal finds no broker. */
    void fail() {
        failing = true;
    }

    List<String> told() {
        return told;
    }

    @Override
    public List<Delivery> next() {
        var taken = new ArrayList<Delivery>();
        try {
            Delivery first = waiting.poll(10, TimeUnit.MILLISECONDS);
            if (first != null) {
                taken.add(first);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (!taken.isEmpty()) {
            waiting.drainTo(taken, most - 1);
        }
        held = List.copyOf(taken);
        return held;
    }

    @Override
    public Duration renewalInterval() {
        return Duration.ofMillis(10);
    }

    @Override
    public boolean renew(Collection<Delivery> handBack) {
        if (failing) {
            failing = false;
            throw new IllegalStateException("no broker");
        }
        handBack.forEach(delivery -> told.add("handed back " + delivery.place()));
        held = held.stream().filter(delivery -> !handBack.contains(delivery)).toList();
        told.add(losing ? "lost" : "renewed");
        return !losing;
    }

    @Override
    public boolean settle(Map<Delivery, Settlement> settlements) {
        assertThat(settlements.keySet()).as("what is held").containsExactlyInAnyOrderElementsOf(held);
        settlements.values().forEach(settlement -> told.add(settlement.name()));
        held = List.of();
        return true;
    }

    @Override
    public void close() {
        told.add("closed");
    }
}
