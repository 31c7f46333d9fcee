package io.streammirror.fetcher.queue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.streammirror.event.Topic;
import io.streammirror.fetcher.retry.Sleeper;
import io.streammirror.service.TopicKeeper;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.jboss.logging.Logger;

/**
 * How many fetch requests the fleet has not settled, as the broker counts them for the share group: those that wait and those being worked
 * on. The same figure in every fetcher; not a number while the broker cannot tell.
 */
@Singleton
public final class QueueLag {
    private static final Logger LOG = Logger.getLogger(QueueLag.class);

    /** A figure for dashboards and for scaling; each asking is a request to the broker. */
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private static final long TIMEOUT_SECONDS = 5;

    private static final Set<String> TOPICS =
            Set.of(Topic.FETCH_REQUESTS.topicName(), Topic.SMALL_FETCH_REQUESTS.topicName());

    private final Map<String, Object> clientProperties;
    private final Sleeper sleeper;
    private final Thread thread = new Thread(this::run, "queue-lag");
    private volatile double lag = Double.NaN;

    QueueLag(TopicKeeper topics, MeterRegistry meters, Sleeper sleeper) {
        this.clientProperties = topics.clientProperties();
        this.sleeper = sleeper;
        thread.setDaemon(true);
        Gauge.builder("stream.mirror.fetch.queue.lag", this, queue -> queue.lag)
                .description("Fetch requests that the whole fleet has not settled yet")
                .register(meters);
    }

    public void start() {
        thread.start();
    }

    public void stop() {
        thread.interrupt();
    }

    private void run() {
        try (Admin admin = Admin.create(new HashMap<>(clientProperties))) {
            while (true) {
                lag = read(admin);
                sleeper.sleep(INTERVAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double read(Admin admin) throws InterruptedException {
        try {
            return sum(admin
                    .listShareGroupOffsets(Map.of(ShareGroup.NAME, new ListShareGroupOffsetsSpec()))
                    .all()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .getOrDefault(ShareGroup.NAME, Map.of())
                    .entrySet()
                    .stream()
                    .filter(entry -> TOPICS.contains(entry.getKey().topic()))
                    .map(Map.Entry::getValue)
                    .toList());
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.debugf("The broker does not tell the queue's lag cause=%s", e);
            return Double.NaN;
        }
    }

    /** Of partitions that nobody has read from yet the broker knows no lag. */
    static double sum(Collection<SharePartitionOffsetInfo> partitions) {
        return partitions.stream()
                .map(SharePartitionOffsetInfo::lag)
                .flatMap(Optional::stream)
                .mapToDouble(Long::doubleValue)
                .reduce(Double::sum)
                .orElse(Double.NaN);
    }
}
