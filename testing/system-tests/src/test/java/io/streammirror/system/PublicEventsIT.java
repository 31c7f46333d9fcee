package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.streammirror.event.EventSchemas;
import io.streammirror.event.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Other systems read the public topics, and services of two releases run side by side. */
@OnSharedStack
final class PublicEventsIT {
    private static final Duration POLL = Duration.ofMillis(200);

    /** The topics whose readers move what they cannot read to the dead letters. */
    private static final List<Topic> GUARDED =
            List.of(Topic.CATALOGS, Topic.UPSTREAM, Topic.FETCH_RESULTS, Topic.FETCH_PROGRESS, Topic.COMMANDS);

    private static final String FROM_TOMORROW =
            "{\"type\":\"FromTomorrow\",\"schema\":9,\"id\":\"0123456789ab\",\"mirror\":\"newest\"}";

    /** An event of today with a field of tomorrow. */
    private static final String RICHER = "{\"type\":\"PollRequested\",\"schema\":1,\"id\":\"0123456789ab\","
            + "\"mirror\":\"newest\",\"time\":\"2026-11-29T00:00:00Z\",\"urgency\":{\"of\":[\"tomorrow\"]}}";

    /** No JSON: it follows what is to be ignored, so its dead letter proves that the reader came past that. */
    private static final String MARKER = "{end of the test";

    private static final Set<String> OF_TESTS = Set.of(FROM_TOMORROW, RICHER, MARKER);

    private final SharedStack stack;

    PublicEventsIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void shouldBeReadByOrdinaryConsumerOfCloudEvents() {
        for (Topic topic : List.of(Topic.PUBLICATIONS, Topic.UPSTREAM)) {
            List<CloudEvent> events = read(topic.topicName(), 1, record -> KafkaMessageFactory.createReader(record)
                    .toEvent());

            assertThat(events).isNotEmpty().allSatisfy(event -> {
                String payload =
                        new String(Objects.requireNonNull(event.getData()).toBytes(), StandardCharsets.UTF_8);
                assertThat(EventSchemas.names()).contains(event.getType().replace("io.streammirror.", ""));
                assertThat(event.getSource().getPath()).startsWith("/mirrors/");
                assertThat(payload).contains("\"id\":\"" + event.getId() + "\"");
                assertThat(event.getDataContentType()).isEqualTo("application/json");
            });
        }
    }

    @Test
    void shouldFillNoDeadLettersWhenNewerServicesWrite() {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap()),
                new StringSerializer(),
                new StringSerializer())) {
            for (Topic topic : GUARDED) {
                for (String value : List.of(topic == Topic.COMMANDS ? RICHER : FROM_TOMORROW, FROM_TOMORROW, MARKER)) {
                    var unused = producer.send(new ProducerRecord<>(topic.topicName(), 0, "newest", value));
                }
            }
            producer.flush();
        }

        for (Topic topic : GUARDED) {
            List<String> letters = new ArrayList<>();
            Await.until("the marker is a dead letter of " + topic, () -> {
                letters.clear();
                letters.addAll(read(topic.deadLetterName(), 0, record -> text(record.value())));
                return letters.contains(MARKER);
            });
            assertThat(letters).doesNotContain(FROM_TOMORROW, RICHER);
        }
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }

    /** Reads a topic to its end, at least so many records. */
    private <T> List<T> read(String topic, int least, RecordReader<T> reader) {
        var partition = new TopicPartition(topic, 0);
        var found = new ArrayList<T>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap(),
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            Await.until("all of " + topic + " is read", () -> {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    // What the other test writes is no event.
                    if (least == 0 || !OF_TESTS.contains(text(record.value()))) {
                        found.add(reader.read(record));
                    }
                }
                long end = consumer.endOffsets(List.of(partition)).get(partition);
                return found.size() >= least && consumer.position(partition) >= end;
            });
        }
        return found;
    }

    private String bootstrap() {
        return "127.0.0.1:" + stack.ports().kafka();
    }

    /** Makes something of a record. */
    @FunctionalInterface
    private interface RecordReader<T> {
        T read(ConsumerRecord<String, byte[]> record);
    }
}
