package io.streammirror.service;

import io.smallrye.common.annotation.Identifier;
import io.streammirror.event.Topic;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that are missing; every service may do so at any time, whoever comes first wins. */
@Singleton
public class TopicKeeper {
    private static final long TIMEOUT_SECONDS = 10;

    private final Map<String, Object> clientProperties;

    TopicKeeper(@Identifier("default-kafka-broker") Map<String, Object> clientProperties) {
        this.clientProperties = Map.copyOf(clientProperties);
    }

    /** What every Kafka client of this process needs to reach the broker. */
    public Map<String, Object> clientProperties() {
        return clientProperties;
    }

    /**
     * Creates missing topics.
     *
     * @return the identity of every topic by its name; one that was deleted and made anew, by whomever, has another
     * @throws BrokerUnavailableException when the broker does not answer
     */
    public Map<String, Uuid> ensure() {
        try (Admin admin = Admin.create(new HashMap<>(clientProperties))) {
            Map<String, NewTopic> missing = topics();
            Map<String, Uuid> present = identities(admin);
            missing.keySet().removeAll(present.keySet());
            for (NewTopic topic : missing.values()) {
                create(admin, topic);
            }
            return missing.isEmpty() ? present : identities(admin);
        } catch (ExecutionException | TimeoutException e) {
            throw new BrokerUnavailableException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailableException(e);
        }
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
