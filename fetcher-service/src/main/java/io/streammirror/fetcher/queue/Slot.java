package io.streammirror.fetcher.queue;

import io.streammirror.fetcher.retry.Backoff;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * One download at a time: this thread keeps the loan of the record while another does the work.
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
    private final Drain drain;
    private final StoreGate gate;
    private final ExecutorService worker;

    Slot(String name, RequestQueue.Opener queues, Errand errand, Drain drain, StoreGate gate) {
        this.name = name;
        this.queues = queues;
        this.errand = errand;
        this.drain = drain;
        this.gate = gate;
        this.worker = Executors.newSingleThreadExecutor(work -> {
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
            worker.shutdownNow();
        }
    }

    private void serve(RequestQueue queue, Backoff backoff) throws InterruptedException {
        while (!drain.begun()) {
            if (!gate.isOpen()) {
                drain.await(TICK);
                continue;
            }
            Optional<Delivery> delivery = queue.next();
            backoff.reset();
            if (delivery.isPresent()) {
                work(queue, delivery.get());
            }
        }
    }

    private void work(RequestQueue queue, Delivery delivery) throws InterruptedException {
        Future<Settlement> work = worker.submit(() -> runErrand(delivery));
        try {
            while (!work.isDone()) {
                if (!awaitRenewal(work, queue.renewalInterval())) {
                    queue.settle(Settlement.RELEASE);
                    return;
                }
                if (!work.isDone() && !queue.renew()) {
                    LOG.infof("Lost a record while working on it slot=%s place=%s", name, delivery.place());
                    return;
                }
            }
            if (!queue.settle(settlement(work))) {
                LOG.infof("Lost a record before it was settled slot=%s place=%s", name, delivery.place());
            }
        } finally {
            work.cancel(true);
        }
    }

    /** Waits for the work or for the time to renew; false when the fetcher ends and can wait no longer. */
    private boolean awaitRenewal(Future<Settlement> work, Duration interval) throws InterruptedException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < interval.toNanos()) {
            if (drain.overdue()) {
                return false;
            }
            try {
                work.get(Math.min(TICK.toNanos(), interval.toNanos()), TimeUnit.NANOSECONDS);
                return true;
            } catch (TimeoutException | ExecutionException goOn) {
                if (work.isDone()) {
                    return true;
                }
            }
        }
        return true;
    }

    private Settlement runErrand(Delivery delivery) throws InterruptedException {
        try {
            return errand.run(delivery);
        } catch (RuntimeException | Error e) {
            LOG.errorf(e, "Work on a record failed unexpectedly slot=%s place=%s", name, delivery.place());
            drain.await(HOLD_AFTER_FAILURE);
            return Settlement.RELEASE;
        }
    }

    private static Settlement settlement(Future<Settlement> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException interrupted) {
            return Settlement.RELEASE;
        }
    }
}
