package io.streammirror.fetcher.queue;

import io.streammirror.event.Topic;
import io.streammirror.service.trace.Cause;
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
 * One member of the share group {@value ShareGroup#NAME} (KIP-932).
 *
 * <p>While a share consumer renews records it is given no others, hence a member of its own for each slot. It is asked for records again and
 * again until it is closed: what the broker gave it after it was last asked would be nobody's until the lock ends. A renewed record must
 * come back from {@code poll} before it can be acknowledged again, else the client refuses.
 */
final class ShareGroupMember implements RequestQueue {
    private static final Logger LOG = Logger.getLogger(ShareGroupMember.class);

    /** Long enough to cost nothing, short enough that the end of the fetcher is noticed. */
    private static final Duration POLL = Duration.ofMillis(500);

    /** Well under the lock: a broker that does not answer within it has lost us our loan anyway. */
    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final Topic topic;
    private final KafkaShareConsumer<String, String> consumer;
    private final Map<Delivery, ConsumerRecord<String, String>> held = new LinkedHashMap<>();

    /** @param most records at a time */
    ShareGroupMember(Map<String, Object> clientProperties, String clientId, Topic topic, int most) {
        this.topic = topic;
        var properties = new HashMap<>(clientProperties);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, ShareGroup.NAME);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, most);
        properties.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
        properties.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
        this.consumer = new KafkaShareConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
        consumer.subscribe(List.of(topic.topicName()));
    }

    @Override
    public List<Delivery> next() {
        held.clear();
        for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
            var delivery = new Delivery(
                    topic,
                    record.key(),
                    record.value(),
                    place(record),
                    record.deliveryCount().orElse((short) 1),
                    Cause.of(record.headers()));
            held.put(delivery, record);
        }
        return List.copyOf(held.keySet());
    }

    @Override
    public Duration renewalInterval() {
        return lock().dividedBy(3);
    }

    @Override
    public boolean renew(Collection<Delivery> handBack) {
        var answers = new HashMap<Delivery, AcknowledgeType>();
        held.keySet().forEach(delivery -> answers.put(delivery, AcknowledgeType.RENEW));
        handBack.forEach(delivery -> answers.put(delivery, AcknowledgeType.RELEASE));
        if (!acknowledge(answers)) {
            return false;
        }
        held.keySet().removeAll(Set.copyOf(handBack));
        return comeBack();
    }

    @Override
    public boolean settle(Map<Delivery, Settlement> settlements) {
        var answers = new HashMap<Delivery, AcknowledgeType>();
        settlements.forEach((delivery, settlement) -> answers.put(
                delivery,
                switch (settlement) {
                    case ACCEPT -> AcknowledgeType.ACCEPT;
                    case RELEASE -> AcknowledgeType.RELEASE;
                    case REJECT -> AcknowledgeType.REJECT;
                }));
        boolean settled = acknowledge(answers);
        held.clear();
        return settled;
    }

    @Override
    public void close() {
        consumer.close(CLOSE_TIMEOUT);
    }

    /** Waits until every renewed record is here again. */
    private boolean comeBack() {
        var away = new HashMap<String, Delivery>();
        held.keySet().forEach(delivery -> away.put(delivery.place(), delivery));
        long deadline = System.nanoTime() + lock().dividedBy(3).toNanos();
        while (!away.isEmpty() && System.nanoTime() - deadline < 0) {
            for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
                Delivery delivery = away.remove(place(record));
                if (delivery == null) {
                    throw new KafkaException("another record came instead of a renewed one");
                }
                held.put(delivery, record);
            }
        }
        return away.isEmpty();
    }

    private Duration lock() {
        return consumer.acquisitionLockTimeoutMs().map(Duration::ofMillis).orElse(ShareGroup.LOCK);
    }

    /** False when the broker says that a record was no longer held. */
    private boolean acknowledge(Map<Delivery, AcknowledgeType> answers) {
        if (!held.keySet().equals(answers.keySet())) {
            throw new IllegalStateException("other records are held than are answered for");
        }
        answers.forEach((delivery, answer) -> {
            ConsumerRecord<String, String> record = held.get(delivery);
            if (record != null) {
                consumer.acknowledge(record, answer);
            }
        });
        Optional<KafkaException> refusal = consumer.commitSync(COMMIT_TIMEOUT).values().stream()
                .flatMap(Optional::stream)
                .findFirst();
        refusal.ifPresent(
                cause -> LOG.infof("The broker refused to settle or renew records=%d cause=%s", answers.size(), cause));
        return refusal.isEmpty();
    }

    private static String place(ConsumerRecord<String, String> record) {
        return record.topic() + "/" + record.partition() + "/" + record.offset();
    }
}
