package io.streammirror.fetcher.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.event.Topic;
import io.streammirror.service.trace.TraceParent;
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

/** A queue of one worker, in memory, that records its calls; its broker fails or takes records away on demand. */
final class FakeQueue implements RequestQueue {
    private final BlockingQueue<Delivery> waiting = new LinkedBlockingQueue<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger offsets = new AtomicInteger();
    private volatile int most = 1;
    private List<Delivery> acquired = List.of();
    private volatile boolean losing;
    private volatile boolean failing;

    void offer(String value) {
        offer(value, 1);
    }

    /** Lets the worker acquire this many records at a time. */
    void acquireTogether(int records) {
        most = records;
    }

    /** A record that comes for the last time. */
    void offerLast(String value) {
        offer(value, ShareGroup.MAX_DELIVERIES);
    }

    /** A record with this delivery count. */
    void offer(String value, int count) {
        offer(value, count, TraceParent.NONE);
    }

    /** A record that says what it was sent for. */
    void offer(String value, int count, TraceParent cause) {
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

    List<String> calls() {
        return calls;
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
        acquired = List.copyOf(taken);
        return acquired;
    }

    @Override
    public Duration renewalInterval() {
        return Duration.ofMillis(10);
    }

    @Override
    public boolean renew(Collection<Delivery> toRelease) {
        if (failing) {
            failing = false;
            throw new IllegalStateException("no broker");
        }
        toRelease.forEach(delivery -> calls.add("released " + delivery.place()));
        acquired = acquired.stream()
                .filter(delivery -> !toRelease.contains(delivery))
                .toList();
        calls.add(losing ? "lost" : "renewed");
        return !losing;
    }

    @Override
    public boolean acknowledge(Map<Delivery, Acknowledgement> acknowledgements) {
        assertThat(acknowledgements.keySet()).as("what is acquired").containsExactlyInAnyOrderElementsOf(acquired);
        acknowledgements.values().forEach(settlement -> calls.add(settlement.name()));
        acquired = List.of();
        return true;
    }

    @Override
    public void close() {
        calls.add("closed");
    }
}
