package io.streammirror.fetcher.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A queue of one slot, in memory, that tells what it was told; its broker fails or takes records away on demand. */
final class FakeQueue implements RequestQueue {
    private final BlockingQueue<Delivery> waiting = new LinkedBlockingQueue<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private volatile boolean losing;
    private volatile boolean failing;

    void offer(String value) {
        waiting.add(new Delivery("key", value, "topic/0/0", false));
    }

    /** A record that comes for the last time. */
    void offerLast(String value) {
        waiting.add(new Delivery("key", value, "topic/0/0", true));
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
    public Optional<Delivery> next() {
        try {
            return Optional.ofNullable(waiting.poll(10, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Duration renewalInterval() {
        return Duration.ofMillis(10);
    }

    @Override
    public boolean renew() {
        if (failing) {
            failing = false;
            throw new IllegalStateException("no broker");
        }
        told.add(losing ? "lost" : "renewed");
        return !losing;
    }

    @Override
    public boolean settle(Settlement settlement) {
        told.add(settlement.name());
        return true;
    }

    @Override
    public void close() {
        told.add("closed");
    }
}
