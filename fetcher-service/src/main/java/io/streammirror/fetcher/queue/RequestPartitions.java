package io.streammirror.fetcher.queue;

import io.streammirror.event.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** How many partitions the topics of requests have: one, unless another program created them. */
final class RequestPartitions {
    private static final List<String> TOPICS =
            List.of(Topic.FETCH_REQUESTS.topicName(), Topic.SMALL_FETCH_REQUESTS.topicName());
    private static final long TIMEOUT_SECONDS = 10;

    private RequestPartitions() {}

    /** Whether every member of the share group gets the records of all topics; false too if the broker does not answer. */
    static boolean areSingle(Map<String, Object> clientProperties) {
        try (Admin admin = Admin.create(new HashMap<>(clientProperties))) {
            return admin.describeTopics(TOPICS).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).values().stream()
                    .allMatch(topic -> topic.partitions().size() == 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }
}
