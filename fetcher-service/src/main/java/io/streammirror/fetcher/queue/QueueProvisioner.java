package io.streammirror.fetcher.queue;

import io.streammirror.service.TopicProvisioner;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.Uuid;
import org.jboss.logging.Logger;

/** Provisions the queue: at the start it waits for broker and store, later it recreates topics that were deleted. */
final class QueueProvisioner implements Runnable {
    private static final Logger LOG = Logger.getLogger(QueueProvisioner.class);

    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);

    /** How long deleted topics stay missing at most. */
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(10);

    private final Runnable preparation;
    private final TopicProvisioner topics;
    private final ShutdownSignal shutdown;
    private final Runnable ready;
    private Map<String, Uuid> knownTopics = Map.of();

    /**
     * @param preparation what the work behind the queue needs; repeated until it does not throw
     * @param ready called once, after topics and share group are provisioned
     */
    QueueProvisioner(Runnable preparation, TopicProvisioner topics, ShutdownSignal shutdown, Runnable ready) {
        this.preparation = preparation;
        this.topics = topics;
        this.shutdown = shutdown;
        this.ready = ready;
    }

    @Override
    public void run() {
        boolean prepared = false;
        boolean logged = false;
        try {
            while (!shutdown.hasBegun()) {
                boolean good = provision(prepared, logged);
                if (good && !prepared) {
                    prepared = true;
                    ready.run();
                }
                logged = !good;
                shutdown.await(good ? CHECK_INTERVAL : RETRY_INTERVAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean provision(boolean prepared, boolean logged) throws InterruptedException {
        try {
            if (!prepared) {
                preparation.run();
            }
            Map<String, Uuid> found = topics.ensure();
            if (!found.equals(knownTopics)) {
                ShareGroup.configure(topics.clientProperties());
                knownTopics = found;
            }
            return true;
        } catch (RuntimeException | ExecutionException | TimeoutException e) {
            if (!logged) {
                LOG.warnf("Waiting for the broker or the store reason=%s", e.getMessage());
            }
            return false;
        }
    }
}
