package io.streammirror.fetcher.queue;

import io.streammirror.events.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * One member of the share group {@value ShareGroup#NAME} (KIP-932), holding one record at a time.
 *
 * <p>While a share consumer renews a record it is given no other, hence one consumer for each slot. A renewed record must come
 * back from {@code poll} before it can be acknowledged again, else the client refuses.
 */
final class ShareGroupQueue implements RequestQueue {
    private static final Duration POLL = Duration.ofMillis(500);

    /** Well under the lock: a broker that does not answer within it has lost us our loan anyway. */
    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final KafkaShareConsumer<String, String> consumer;
    private @Nullable ConsumerRecord<String, String> held;

    ShareGroupQueue(Map<String, Object> clientProperties, String clientId) {
        var properties = new HashMap<>(clientProperties);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, ShareGroup.NAME);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        properties.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
        properties.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
        this.consumer = new KafkaShareConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
        consumer.subscribe(List.of(Topic.FETCH_REQUESTS.topicName()));
    }

    @Override
    public Optional<Delivery> next() {
        for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
            held = record;
            return Optional.of(new Delivery(
                    record.key(),
                    record.value(),
                    record.topic() + "/" + record.partition() + "/" + record.offset(),
                    record.deliveryCount().orElse((short) 1) >= ShareGroup.DELIVERIES));
        }
        return Optional.empty();
    }

    @Override
    public Duration renewalInterval() {
        return lock().dividedBy(3);
    }

    @Override
    public boolean renew() {
        ConsumerRecord<String, String> renewed = acknowledge(AcknowledgeType.RENEW);
        if (renewed == null) {
            return false;
        }
        long deadline = System.nanoTime() + lock().dividedBy(3).toNanos();
        while (held == null && System.nanoTime() - deadline < 0) {
            for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
                if (record.offset() != renewed.offset() || record.partition() != renewed.partition()) {
                    throw new KafkaException("another record came instead of the renewed one");
                }
                held = record;
            }
        }
        return held != null;
    }

    @Override
    public boolean settle(Settlement settlement) {
        return acknowledge(
                        switch (settlement) {
                            case ACCEPT -> AcknowledgeType.ACCEPT;
                            case RELEASE -> AcknowledgeType.RELEASE;
                            case REJECT -> AcknowledgeType.REJECT;
                        })
                != null;
    }

    @Override
    public void close() {
        consumer.close(CLOSE_TIMEOUT);
    }

    private Duration lock() {
        return consumer.acquisitionLockTimeoutMs().map(Duration::ofMillis).orElse(ShareGroup.LOCK);
    }

    /** The record that was held; null when the broker says that it no longer was. */
    private @Nullable ConsumerRecord<String, String> acknowledge(AcknowledgeType type) {
        ConsumerRecord<String, String> record = held;
        if (record == null) {
            throw new IllegalStateException("no record is held");
        }
        held = null;
        consumer.acknowledge(record, type);
        boolean refused = consumer.commitSync(COMMIT_TIMEOUT).values().stream().anyMatch(Optional::isPresent);
        return refused ? null : record;
    }
}
