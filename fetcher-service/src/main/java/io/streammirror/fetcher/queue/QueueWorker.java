package io.streammirror.fetcher.queue;

import io.streammirror.concurrent.DaemonThreads;
import io.streammirror.fetcher.queue.RequestHandler.PendingResult;
import io.streammirror.fetcher.queue.RequestProcessor.Processed;
import io.streammirror.fetcher.queue.RequestProcessor.Task;
import io.streammirror.retry.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Acquires one large item or a batch of small ones at a time. This thread renews the acquisition locks while other
 * threads process the records.
 *
 * <p>If a lock is lost, the work on the record stops and nothing is published, because another worker has the record.
 */
final class QueueWorker implements Runnable {
    private static final Logger LOG = Logger.getLogger(QueueWorker.class);

    /** How soon a worker notices that its fetcher shuts down. */
    private static final Duration TICK = Duration.ofMillis(100);

    /** How long a record is kept after its processing failed unexpectedly, so that it does not race through its deliveries. */
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(5);

    private final String name;
    private final RequestQueue.Opener queues;
    private final RequestProcessor processor;
    private final int width;
    private final ShutdownSignal shutdown;
    private final StoreCapacityGate gate;
    private final PollTurn turn;
    private final ExecutorService threads;

    /**
     * @param turn shared by all workers of the same topic
     * @param width how many records of a batch are processed at a time
     */
    QueueWorker(
            String name,
            RequestQueue.Opener queues,
            PollTurn turn,
            RequestProcessor processor,
            int width,
            ShutdownSignal shutdown,
            StoreCapacityGate gate) {
        this.name = name;
        this.queues = queues;
        this.turn = turn;
        this.processor = processor;
        this.width = width;
        this.shutdown = shutdown;
        this.gate = gate;
        this.threads = Executors.newFixedThreadPool(width, DaemonThreads.named(name + "-work"));
    }

    @Override
    public void run() {
        var backoff = new Backoff(ThreadLocalRandom.current());
        try {
            while (!shutdown.hasBegun()) {
                try (RequestQueue queue = queues.open(name)) {
                    serve(queue, backoff);
                } catch (RuntimeException e) {
                    LOG.warnf("Lost the queue, opening it again worker=%s reason=%s", name, e);
                    shutdown.await(backoff.next());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
    }

    private void serve(RequestQueue queue, Backoff backoff) throws InterruptedException {
        while (!shutdown.hasBegun()) {
            if (!gate.isOpen()) {
                shutdown.await(TICK);
                continue;
            }
            List<Delivery> deliveries =
                    turn.await(() -> next(queue, backoff), () -> shutdown.hasBegun() || !gate.isOpen());
            if (!deliveries.isEmpty()) {
                process(queue, new RecordBatch(deliveries));
            }
        }
    }

    private static List<Delivery> next(RequestQueue queue, Backoff backoff) {
        List<Delivery> deliveries = queue.next();
        backoff.reset();
        return deliveries;
    }

    private void process(RequestQueue queue, RecordBatch batch) throws InterruptedException {
        var running = new CountDownLatch(width);
        List<? extends Future<?>> tasks = Stream.generate(() -> threads.submit(() -> processAll(batch, running)))
                .limit(width)
                .toList();
        try {
            while (running.getCount() > 0) {
                if (!awaitRenewal(running, queue.renewalInterval())) {
                    queue.acknowledge(batch.acknowledgements());
                    return;
                }
                // Work that needs a renewal is long, and other workers may process what waits behind it sooner.
                if (running.getCount() > 0 && !queue.renew(batch.removeWaiting())) {
                    LOG.infof("Lost a record while processing it worker=%s records=%s", name, batch);
                    return;
                }
            }
            if (!queue.acknowledge(batch.acknowledgements())) {
                LOG.infof("Lost a record before it was acknowledged worker=%s records=%s", name, batch);
            }
        } finally {
            tasks.forEach(task -> task.cancel(true));
        }
    }

    private void processAll(RecordBatch batch, CountDownLatch running) {
        try {
            batch.process(this::processOne, shutdown);
        } catch (InterruptedException lostOrShutDown) {
            Thread.currentThread().interrupt();
        } finally {
            running.countDown();
        }
    }

    /** Waits for the end of the work or the time to renew; false if the fetcher shuts down and can wait no longer. */
    private boolean awaitRenewal(CountDownLatch running, Duration interval) throws InterruptedException {
        Duration tick = interval.compareTo(TICK) < 0 ? interval : TICK;
        long start = System.nanoTime();
        while (System.nanoTime() - start < interval.toNanos()) {
            if (shutdown.isOverdue()) {
                return false;
            }
            if (running.await(tick.toNanos(), TimeUnit.NANOSECONDS)) {
                return true;
            }
        }
        return true;
    }

    private Processed processOne(Task task) throws InterruptedException {
        try {
            return processor.process(task);
        } catch (RuntimeException | Error e) {
            LOG.errorf(
                    e,
                    "Processing a record failed unexpectedly worker=%s place=%s",
                    name,
                    task.delivery().place());
            shutdown.await(PAUSE_AFTER_ERROR);
            return new Processed(Acknowledgement.RELEASE, PendingResult.NONE);
        }
    }
}
