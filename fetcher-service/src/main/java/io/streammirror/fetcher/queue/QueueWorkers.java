package io.streammirror.fetcher.queue;

import io.streammirror.concurrent.DaemonThreads;
import io.streammirror.config.Settings;
import io.streammirror.event.Topic;
import io.streammirror.fetcher.claim.ResumeCheck;
import io.streammirror.service.ServiceEnvironment;
import io.streammirror.service.TopicProvisioner;
import io.streammirror.service.trace.Traces;
import io.streammirror.store.ObjectStore;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** All queue workers of this fetcher, for single large items and for batches of small ones; each is a share-group consumer of its own. */
@Singleton
public final class QueueWorkers {
    /** The time after the drain timeout to release records and to leave the group. */
    private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(4);

    /** Small items in a batch, which divide the overhead of acquiring between them. */
    private static final int BATCH_SIZE = 64;

    /** While one batch is acknowledged and the next is acquired, the other one is processed. */
    private static final int BATCH_WORKERS = 2;

    private final Duration drainTimeout;
    private final ShutdownSignal shutdown;
    private final List<QueueWorker> workers = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(DaemonThreads.named("queue-worker"));
    private final PollTurn largeTurn = new PollTurn();
    private final PollTurn smallTurn = new PollTurn();
    private final TopicProvisioner topics;
    private final QueueProvisioner provisioner;
    private volatile boolean running;

    QueueWorkers(
            Settings settings,
            ServiceEnvironment environment,
            TopicProvisioner topics,
            ObjectStore store,
            FetcherId fetcher,
            RequestHandler handler,
            DeadLetters deadLetters,
            ResumeCheck resume,
            StoreCapacityGate gate,
            Traces traces,
            Clock clock) {
        this.topics = topics;
        this.drainTimeout = settings.fetch().drainTimeout();
        this.shutdown = new ShutdownSignal(drainTimeout);
        Optional<String> onlyRun = environment.sharedRun() ? Optional.of(environment.run()) : Optional.empty();
        var processor = new RequestProcessor(onlyRun, handler, deadLetters, traces, clock);
        int slots = settings.fetch().slots();
        for (int number = 0; number < slots; number++) {
            RequestQueue.Opener opener = opener(topics, fetcher, Topic.FETCH_REQUESTS, 1);
            workers.add(new QueueWorker("slot-" + number, opener, largeTurn, processor, 1, shutdown, gate));
        }
        for (int number = 0; number < BATCH_WORKERS; number++) {
            RequestQueue.Opener opener = opener(topics, fetcher, Topic.SMALL_FETCH_REQUESTS, BATCH_SIZE);
            workers.add(new QueueWorker("small-" + number, opener, smallTurn, processor, slots, shutdown, gate));
        }
        this.provisioner = new QueueProvisioner(() -> prepare(store, resume), topics, shutdown, this::startWorkers);
    }

    private static RequestQueue.Opener opener(TopicProvisioner topics, FetcherId fetcher, Topic topic, int maxRecords) {
        return worker -> new KafkaShareQueue(topics.clientProperties(), fetcher + "-" + worker, topic, maxRecords);
    }

    /**
     * Returns at once; the workers start as soon as the broker and the store are there.
     *
     * @param background runs the provisioning of the queue until the shutdown
     */
    public void start(Executor background) {
        background.execute(provisioner);
    }

    /** Whether the workers acquire requests. */
    public boolean isRunning() {
        return running && !shutdown.hasBegun();
    }

    /** Acquires nothing new, and returns after the work in progress is done or released. */
    public void stop() throws InterruptedException {
        shutdown.begin();
        threads.shutdown();
        threads.awaitTermination(drainTimeout.plus(LEAVE_TIMEOUT).toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void prepare(ObjectStore store, ResumeCheck resume) {
        store.ensureBucket();
        resume.run();
    }

    private void startWorkers() {
        if (!RequestPartitions.areSingle(topics.clientProperties())) {
            // A worker gets only some of several partitions, so all have to poll.
            largeTurn.admit(workers.size());
            smallTurn.admit(workers.size());
        }
        workers.forEach(threads::execute);
        running = true;
    }
}
