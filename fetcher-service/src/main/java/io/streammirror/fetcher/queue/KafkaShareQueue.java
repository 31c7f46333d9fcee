package io.streammirror.fetcher.queue;

import io.streammirror.event.Topic;
import io.streammirror.service.trace.TraceParent;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * A share-group consumer of {@value ShareGroup#NAME} (KIP-932).
 *
 * <p>While a share consumer renews records it gets no others, hence one consumer for each worker. Its worker polls again and
 * again until records come or it closes the consumer, because records that the broker assigns after the last poll
 * stay locked until their lock ends. A renewed record must come back from {@code poll} before it can be acknowledged
 * again; otherwise the client refuses.
 */
final class KafkaShareQueue implements RequestQueue {
    private static final Logger LOG = Logger.getLogger(KafkaShareQueue.class);

    /** Long enough to cost nothing, short enough that a shutdown is noticed. */
    private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);

    /** How long the broker may wait for records before it answers that there are none; a close waits for that answer. */
    private static final Duration FETCH_WAIT = Duration.ofSeconds(1);

    /** Well below the lock: if the broker does not answer within it, the lock is lost in any case. */
    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final Topic topic;
    private final KafkaShareConsumer<String, String> consumer;
    private final Map<Delivery, ConsumerRecord<String, String>> acquired = new LinkedHashMap<>();

    /** @param maxRecords records at a time */
    KafkaShareQueue(Map<String, Object> clientProperties, String clientId, Topic topic, int maxRecords) {
        this.topic = topic;
        var properties = new HashMap<>(clientProperties);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, ShareGroup.NAME);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxRecords);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, Math.toIntExact(FETCH_WAIT.toMillis()));
        // A worker that waits for its turn does not poll. A member that hangs keeps nothing: locks end by themselves.
        properties.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Integer.MAX_VALUE);
        properties.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
        properties.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
        this.consumer = new KafkaShareConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
        consumer.subscribe(List.of(topic.topicName()));
    }

    @Override
    public List<Delivery> next() {
        acquired.clear();
        for (ConsumerRecord<String, String> record : consumer.poll(POLL_TIMEOUT)) {
            var delivery = new Delivery(
                    topic,
                    record.key(),
                    record.value(),
                    place(record),
                    record.deliveryCount().orElse((short) 1),
                    TraceParent.of(record.headers()));
            acquired.put(delivery, record);
        }
        return List.copyOf(acquired.keySet());
    }

    @Override
    public Duration renewalInterval() {
        return lock().dividedBy(3);
    }

    @Override
    public boolean renew(Collection<Delivery> toRelease) {
        var types = new HashMap<Delivery, AcknowledgeType>();
        acquired.keySet().forEach(delivery -> types.put(delivery, AcknowledgeType.RENEW));
        toRelease.forEach(delivery -> types.put(delivery, AcknowledgeType.RELEASE));
        if (!commit(types)) {
            return false;
        }
        acquired.keySet().removeAll(Set.copyOf(toRelease));
        return pollRenewed();
    }

    @Override
    public boolean acknowledge(Map<Delivery, Acknowledgement> acknowledgements) {
        var types = new HashMap<Delivery, AcknowledgeType>();
        acknowledgements.forEach((delivery, acknowledgement) -> types.put(
                delivery,
                switch (acknowledgement) {
                    case ACCEPT -> AcknowledgeType.ACCEPT;
                    case RELEASE -> AcknowledgeType.RELEASE;
                    case REJECT -> AcknowledgeType.REJECT;
                }));
        boolean committed = commit(types);
        acquired.clear();
        return committed;
    }

    @Override
    public void close() {
        consumer.close(CLOSE_TIMEOUT);
    }

    /** Polls until every renewed record has come back. */
    private boolean pollRenewed() {
        var missing = new HashMap<String, Delivery>();
        acquired.keySet().forEach(delivery -> missing.put(delivery.place(), delivery));
        long deadline = System.nanoTime() + lock().dividedBy(3).toNanos();
        while (!missing.isEmpty() && System.nanoTime() - deadline < 0) {
            for (ConsumerRecord<String, String> record : consumer.poll(POLL_TIMEOUT)) {
                Delivery delivery = missing.remove(place(record));
                if (delivery == null) {
                    throw new KafkaException("another record came instead of a renewed one");
                }
                acquired.put(delivery, record);
            }
        }
        return missing.isEmpty();
    }

    private Duration lock() {
        return consumer.acquisitionLockTimeoutMs().map(Duration::ofMillis).orElse(ShareGroup.LOCK);
    }

    /** False if the broker reports that a lock was lost. */
    private boolean commit(Map<Delivery, AcknowledgeType> types) {
        if (!acquired.keySet().equals(types.keySet())) {
            throw new IllegalStateException("the acknowledged records are not the acquired ones");
        }
        types.forEach((delivery, type) -> {
            ConsumerRecord<String, String> record = acquired.get(delivery);
            if (record != null) {
                consumer.acknowledge(record, type);
            }
        });
        Optional<KafkaException> refusal = consumer.commitSync(COMMIT_TIMEOUT).values().stream()
                .flatMap(Optional::stream)
                .findFirst();
        refusal.ifPresent(cause -> LOG.infof(
                "The broker refused to acknowledge or renew records count=%d reason=%s", types.size(), cause));
        return refusal.isEmpty();
    }

    private static String place(ConsumerRecord<String, String> record) {
        return record.topic() + "/" + record.partition() + "/" + record.offset();
    }
}
