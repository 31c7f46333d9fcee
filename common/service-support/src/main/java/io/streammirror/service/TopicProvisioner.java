package io.streammirror.service;

import io.smallrye.common.annotation.Identifier;
import io.streammirror.event.Topic;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/** Creates missing topics. Every service may do so at any time; the first one succeeds. */
@Singleton
public class TopicProvisioner {
    private static final long TIMEOUT_SECONDS = 10;

    private final Map<String, Object> clientProperties;

    /** Kept as long as the broker answers: each new client costs threads and connections. */
    private final AtomicReference<@Nullable Admin> kept = new AtomicReference<>();

    TopicProvisioner(@Identifier("default-kafka-broker") Map<String, Object> clientProperties) {
        this.clientProperties = Map.copyOf(clientProperties);
    }

    /** The properties that every Kafka client of this process needs to reach the broker. */
    public Map<String, Object> clientProperties() {
        return clientProperties;
    }

    /**
     * Creates missing topics.
     *
     * @return the id of every topic by its name; a topic that was deleted and created again has another id
     * @throws BrokerUnavailableException when the broker does not answer
     */
    public synchronized Map<String, Uuid> ensure() {
        Admin admin = kept.getAndSet(null);
        if (admin == null) {
            admin = Admin.create(new HashMap<>(clientProperties));
        }
        try {
            Map<String, Uuid> present = ensure(admin);
            kept.set(admin);
            return present;
        } catch (ExecutionException | TimeoutException e) {
            throw new BrokerUnavailableException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailableException(e);
        } finally {
            if (kept.get() == null) {
                admin.close(Duration.ZERO);
            }
        }
    }

    @PreDestroy
    void close() {
        Admin admin = kept.getAndSet(null);
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    private static Map<String, Uuid> ensure(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, NewTopic> missing = topics();
        Map<String, Uuid> present = identities(admin);
        missing.keySet().removeAll(present.keySet());
        for (NewTopic topic : missing.values()) {
            create(admin, topic);
        }
        return missing.isEmpty() ? present : identities(admin);
    }

    private static Map<String, Uuid> identities(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        var identities = new HashMap<String, Uuid>();
        for (TopicListing topic : admin.listTopics().listings().get(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            identities.put(topic.name(), topic.topicId());
        }
        identities.keySet().retainAll(topics().keySet());
        return Map.copyOf(identities);
    }

    private static void create(Admin admin, NewTopic topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            admin.createTopics(List.of(topic)).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static Map<String, NewTopic> topics() {
        var topics = new HashMap<String, NewTopic>();
        Arrays.stream(Topic.values()).forEach(topic -> {
            topics.put(topic.topicName(), describe(topic));
            topics.put(topic.deadLetterName(), brokerDefaults(topic.deadLetterName(), 1));
        });
        return topics;
    }

    private static NewTopic describe(Topic topic) {
        NewTopic description = brokerDefaults(topic.topicName(), topic.partitions());
        return topic.retention()
                .map(retention -> description.configs(
                        Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()))))
                .orElseGet(() -> description.configs(
                        Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)));
    }

    private static NewTopic brokerDefaults(String name, int partitions) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty());
    }
}
