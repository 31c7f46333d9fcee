package io.streammirror.fetcher.queue;

import io.streammirror.service.TopicProvisioner;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.Uuid;
import org.jboss.logging.Logger;

/** Keeps the queue usable: at start it waits for broker and store, later it brings back topics that somebody deleted. */
final class QueueKeeper implements Runnable {
    private static final Logger LOG = Logger.getLogger(QueueKeeper.class);

    private static final Duration RETRY = Duration.ofSeconds(1);

    /** How long deleted topics stay missing at most. */
    private static final Duration CHECK = Duration.ofSeconds(10);

    private final Runnable groundwork;
    private final TopicProvisioner topics;
    private final Drain drain;
    private final Runnable ready;

    private Map<String, Uuid> knownTopics = Map.of();

    /**
     * @param groundwork what the work behind the queue needs; repeated until it does not throw
     * @param ready called once, when topics and group are as they should be
     */
    QueueKeeper(Runnable groundwork, TopicProvisioner topics, Drain drain, Runnable ready) {
        this.groundwork = groundwork;
        this.topics = topics;
        this.drain = drain;
        this.ready = ready;
    }

    @Override
    public void run() {
        boolean prepared = false;
        boolean complained = false;
        try {
            while (!drain.begun()) {
                boolean good = prepare(prepared, complained);
                if (good && !prepared) {
                    prepared = true;
                    ready.run();
                }
                complained = !good;
                drain.await(good ? CHECK : RETRY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean prepare(boolean prepared, boolean complained) throws InterruptedException {
        try {
            if (!prepared) {
                groundwork.run();
            }
            Map<String, Uuid> found = topics.ensure();
            if (!found.equals(knownTopics)) {
                ShareGroup.configure(topics.clientProperties());
                knownTopics = found;
            }
            return true;
        } catch (RuntimeException | ExecutionException | TimeoutException e) {
            if (!complained) {
                LOG.warnf("Waiting for the broker or the store cause=%s", e.getMessage());
            }
            return false;
        }
    }
}
