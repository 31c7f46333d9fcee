package io.streammirror.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
    private static final String TOPIC = "mirror.fetch-requests";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FreePort ports = new FreePort();

    private final Path directory;

    EmbeddedBrokerIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void shouldKeepRecordsWhenRestartedOnOtherPorts() throws Exception {
        try (EmbeddedBroker first = start();
                Admin admin = admin(first)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 4, (short) 1))).all().get();
            produce(first, "one");
        }

        try (EmbeddedBroker second = start();
                Admin admin = admin(second)) {

            assertThat(admin.listTopics().names().get()).contains(TOPIC);
            assertThat(consumeShared(second, 1)).containsExactly("one");
        }
    }

    @Test
    void shouldRememberAcknowledgedRecordsWhenRestarted() throws Exception {
        try (EmbeddedBroker first = start();
                Admin admin = admin(first)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
            produce(first, "one");
            produce(first, "two");
            assertThat(consumeShared(first, 2)).containsExactlyInAnyOrder("one", "two");
        }

        try (EmbeddedBroker second = start()) {
            produce(second, "three");

            assertThat(consumeShared(second, 1)).containsExactly("three");
        }
    }

    @Test
    void shouldNotCreateTopicsAutomatically() throws Exception {
        try (EmbeddedBroker broker = start();
                Admin admin = admin(broker)) {
            var partitions = admin.describeTopics(List.of("mistyped")).allTopicNames();

            assertThat(partitions).failsWithin(PATIENCE);
            assertThat(admin.listTopics().names().get()).doesNotContain("mistyped");
        }
    }

    @Test
    void shouldSlowDownHeartbeatsOfShareGroups() throws Exception {
        try (EmbeddedBroker broker = start();
                Admin admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
            produce(broker, "one");
            consumeShared(broker, 1);
            assertThat(heartbeatInterval(admin)).isEqualTo("1000");

            ShareHeartbeats.slowDown(broker.bootstrap());

            assertThat(heartbeatInterval(admin)).isEqualTo("5000");
        }
    }

    private static String heartbeatInterval(Admin admin) throws Exception {
        var group = new ConfigResource(ConfigResource.Type.GROUP, "fetchers");
        return admin.describeConfigs(List.of(group))
                .all()
                .get()
                .get(group)
                .get("share.heartbeat.interval.ms")
                .value();
    }

    private EmbeddedBroker start() {
        return EmbeddedBroker.start(directory, ports.next(), ports.next());
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
    }

    private static void produce(EmbeddedBroker broker, String value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", broker.bootstrap()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, value)).get();
        }
    }

    private static List<String> consumeShared(EmbeddedBroker broker, int count) throws Exception {
        var group = new ConfigResource(ConfigResource.Type.GROUP, "fetchers");
        var fromTheStart =
                new AlterConfigOp(new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET);
        try (Admin admin = admin(broker)) {
            admin.incrementalAlterConfigs(Map.of(group, List.of(fromTheStart)))
                    .all()
                    .get();
        }
        var values = new ArrayList<String>();
        try (var consumer = new KafkaShareConsumer<>(
                Map.<String, Object>of("bootstrap.servers", broker.bootstrap(), "group.id", "fetchers"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            Instant deadline = Instant.now().plus(PATIENCE);
            while (values.size() < count && Instant.now().isBefore(deadline)) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
            consumer.commitSync();
        }
        return values;
    }
}
