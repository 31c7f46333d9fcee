package io.streammirror.service;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.streammirror.event.Topic;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * How many fetch requests the fleet has not acknowledged, waiting or in progress, as the broker counts them for the
 * share group. The figure is the same in every service. It keeps its last value while the broker does not answer, and
 * is NaN before the first answer.
 */
@Singleton
public final class QueueLag {
    /** The share group of all fetchers. */
    public static final String SHARE_GROUP = "mirror-fetchers";

    /** A figure for dashboards and for scaling; each update is a request or two to the broker. */
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
        try {
            lag = read(admin);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.debugf("The broker did not report the lag of the queue reason=%s", e);
        }
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    private static double read(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, Long> read =
                lags(admin.listShareGroupOffsets(Map.of(SHARE_GROUP, new ListShareGroupOffsetsSpec()))
                        .all()
                        .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                        .getOrDefault(SHARE_GROUP, Map.of()));
        Set<TopicPartition> unread = partitions(admin);
        unread.removeAll(read.keySet());
        long waiting = unread.isEmpty() ? 0 : records(admin, unread);
        return waiting + read.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The broker knows no lag of partitions that were never read. */
    static Map<TopicPartition, Long> lags(Map<TopicPartition, SharePartitionOffsetInfo> partitions) {
        return partitions.entrySet().stream()
                .filter(entry -> TOPICS.contains(entry.getKey().topic()))
                .filter(entry -> lag(entry.getValue()).isPresent())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> lag(entry.getValue()).orElseThrow()));
    }

    private static Optional<Long> lag(@Nullable SharePartitionOffsetInfo partition) {
        return Optional.ofNullable(partition).flatMap(SharePartitionOffsetInfo::lag);
    }

    private static Set<TopicPartition> partitions(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        return admin.describeTopics(TOPICS).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toSet());
    }

    /** The records of partitions that the share group has not read yet: it starts with the earliest one. */
    private static long records(Admin admin, Set<TopicPartition> partitions)
            throws ExecutionException, InterruptedException, TimeoutException {
        return offsets(admin, partitions, OffsetSpec.latest()) - offsets(admin, partitions, OffsetSpec.earliest());
    }

    private static long offsets(Admin admin, Set<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException, TimeoutException {
        return admin
                .listOffsets(partitions.stream().collect(Collectors.toMap(partition -> partition, any -> which)))
                .all()
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .values()
                .stream()
                .mapToLong(info -> info.offset())
                .sum();
    }
}
