package io.streammirror.fetcher.queue;

import io.streammirror.fetcher.queue.Errand.Done;
import io.streammirror.fetcher.queue.Errand.Task;
import io.streammirror.fetcher.queue.RequestHandler.Arrival;
import io.streammirror.fetcher.retry.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Takes a large item or a haul of small ones at a time: this thread keeps the loans of the records, while others do the work.
 *
 * <p>A record that is lost is left alone: the work on it stops and nothing is said, because someone else has it.
 */
final class Slot implements Runnable {
    private static final Logger LOG = Logger.getLogger(Slot.class);

    /** How soon a slot notices that its fetcher ends. */
    private static final Duration TICK = Duration.ofMillis(100);

    /** A record whose work fails unexpectedly is held this long, so that it does not race through its deliveries. */
    private static final Duration HOLD_AFTER_FAILURE = Duration.ofSeconds(5);

    private final String name;
    private final RequestQueue.Opener queues;
    private final Errand errand;
    private final int width;
    private final Drain drain;
    private final StoreGate gate;
    private final ExecutorService workers;

    Slot(String name, RequestQueue.Opener queues, Errand errand, int width, Drain drain, StoreGate gate) {
        this.name = name;
        this.queues = queues;
        this.errand = errand;
        this.width = width;
        this.drain = drain;
        this.gate = gate;
        this.workers = Executors.newFixedThreadPool(width, work -> {
            var thread = new Thread(work, name + "-work");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void run() {
        var backoff = new Backoff(ThreadLocalRandom.current());
        try {
            while (!drain.begun()) {
                try (RequestQueue queue = queues.open(name)) {
                    serve(queue, backoff);
                } catch (RuntimeException e) {
                    LOG.warnf("Lost the queue, opening it anew slot=%s cause=%s", name, e);
                    drain.await(backoff.next());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            workers.shutdownNow();
        }
    }

    private void serve(RequestQueue queue, Backoff backoff) throws InterruptedException {
        while (!drain.begun()) {
            if (!gate.isOpen()) {
                drain.await(TICK);
                continue;
            }
            List<Delivery> deliveries = queue.next();
            backoff.reset();
            if (!deliveries.isEmpty()) {
                work(queue, new Haul(deliveries));
            }
        }
    }

    private void work(RequestQueue queue, Haul haul) throws InterruptedException {
        var shift = new Shift(workers, width, () -> haul.run(this::runErrand, drain));
        try {
            while (!shift.isOver()) {
                if (!awaitRenewal(shift, queue.renewalInterval())) {
                    queue.settle(haul.settlements());
                    return;
                }
                // Work that has to be renewed is long, and what waits behind it may be done by others sooner.
                if (!shift.isOver() && !queue.renew(haul.handBack())) {
                    LOG.infof("Lost a record while working on it slot=%s records=%s", name, haul);
                    return;
                }
            }
            if (!queue.settle(haul.settlements())) {
                LOG.infof("Lost a record before it was settled slot=%s records=%s", name, haul);
            }
        } finally {
            shift.stop();
        }
    }

    /** Waits for the work or for the time to renew; false when the fetcher ends and can wait no longer. */
    private boolean awaitRenewal(Shift shift, Duration interval) throws InterruptedException {
        Duration look = interval.compareTo(TICK) < 0 ? interval : TICK;
        long start = System.nanoTime();
        while (System.nanoTime() - start < interval.toNanos()) {
            if (drain.overdue()) {
                return false;
            }
            if (shift.await(look)) {
                return true;
            }
        }
        return true;
    }

    private Done runErrand(Task task) throws InterruptedException {
        try {
            return errand.run(task);
        } catch (RuntimeException | Error e) {
            LOG.errorf(
                    e,
                    "Work on a record failed unexpectedly slot=%s place=%s",
                    name,
                    task.delivery().place());
            drain.await(HOLD_AFTER_FAILURE);
            return new Done(Settlement.RELEASE, Arrival.NOTHING_SENT);
        }
    }
}
