package io.streammirror.fetcher.queue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.streammirror.event.Topic;
import io.streammirror.service.TopicProvisioner;
import jakarta.annotation.PreDestroy;
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
import org.jspecify.annotations.Nullable;

/**
 * How many fetch requests the fleet has not acknowledged, waiting or in progress, as the broker counts them for the share group. The figure is
 * the same in every fetcher, and NaN while the broker does not report it.
 */
@Singleton
public final class QueueLag {
    /** A figure for dashboards and for scaling; each update is a request to the broker. */
    public static final Duration UPDATE_INTERVAL = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(QueueLag.class);
    private static final long TIMEOUT_SECONDS = 5;
    private static final Set<String> TOPICS =
            Set.of(Topic.FETCH_REQUESTS.topicName(), Topic.SMALL_FETCH_REQUESTS.topicName());

    private final Map<String, Object> clientProperties;
    private volatile double lag = Double.NaN;
    private @Nullable Admin admin;

    QueueLag(TopicProvisioner topics, MeterRegistry meters) {
        this.clientProperties = topics.clientProperties();
        Gauge.builder("stream.mirror.fetch.queue.lag", this, queue -> queue.lag)
                .description("Fetch requests that the whole fleet has not acknowledged")
                .register(meters);
    }

    /** Asks the broker; to be called every {@link #UPDATE_INTERVAL}. */
    public synchronized void update() throws InterruptedException {
        if (admin == null) {
            admin = Admin.create(new HashMap<>(clientProperties));
        }
        lag = read(admin);
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
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
            LOG.debugf("The broker did not report the lag of the queue reason=%s", e);
            return Double.NaN;
        }
    }

    /** The broker knows no lag of partitions that were never read. */
    static double sum(Collection<SharePartitionOffsetInfo> partitions) {
        return partitions.stream()
                .map(SharePartitionOffsetInfo::lag)
                .flatMap(Optional::stream)
                .mapToDouble(Long::doubleValue)
                .reduce(Double::sum)
                .orElse(Double.NaN);
    }
}
