package io.streammirror.publisher.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.streammirror.decision.Decision;
import io.streammirror.decision.LogEntry;
import io.streammirror.event.EventCodec;
import io.streammirror.event.EventSchemas;
import io.streammirror.event.TreePublished;
import io.streammirror.publisher.publication.Counts;
import io.streammirror.simplestreams.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Webhooks get the events of the public topics, and others of the same form, each with a schema. */
class NotificationEventsTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<CloudEvent> events() {
        var mirror = new NotifiedLog();
        LogEntry held = mirror.hold("older than before");
        LogEntry refused = mirror.refuse("no signature");
        LogEntry switched = mirror.publish("first");
        var publication = (Decision.PublicationSwitched) switched.decision();
        return Stream.of(
                NotificationEvents.held(held, (Decision.UpstreamHeld) held.decision()),
                NotificationEvents.refused(refused, (Decision.UpstreamRefused) refused.decision()),
                NotificationEvents.published(publication, new Counts(1, 2, 3)),
                NotificationEvents.keyRotated(switched, publication, "B".repeat(40)),
                NotificationEvents.failing(NotifiedLog.MIRROR, NOON, "upstream cannot be reached"),
                NotificationEvents.storeLow(5, 100, NOON),
                NotificationEvents.damageFound(held, new Decision.BlobsDamaged(List.of(Sha256.of(new byte[0])))),
                NotificationEvents.test("chat", NOON));
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldHaveSchemaThatNamesEveryField(CloudEvent event) throws IOException {
        String name = event.type().replace("io.streammirror.", "");
        JsonNode document;
        try (InputStream file = EventSchemas.open(name).orElseThrow()) {
            document = JSON.readTree(file);
        }
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(document);

        assertThat(schema.validate(event.data())).isEmpty();
        assertThat(names(document.required("properties"))).isEqualTo(names(event.data()));
        for (String field : names(event.data())) {
            ObjectNode without = event.data().deepCopy();
            without.remove(field);
            assertThat(schema.validate(without)).as(field).isNotEmpty();
        }
    }

    @Test
    void shouldBeEventOfTopicWhenPublished() throws IOException {
        LogEntry entry = new NotifiedLog().publish("first");
        var decision = (Decision.PublicationSwitched) entry.decision();
        var onTopic = new TreePublished(
                decision.mirror(),
                decision.publication(),
                decision.catalog(),
                1,
                2,
                3,
                decision.signer(),
                decision.updated());

        CloudEvent event = NotificationEvents.published(decision, new Counts(1, 2, 3));

        assertThat(event.id()).isEqualTo(EventCodec.id(onTopic));
        assertThat(event.type()).isEqualTo(EventCodec.cloudEventType(onTopic));
        assertThat(event.data()).isEqualTo(JSON.readTree(EventCodec.encode(onTopic)));
    }

    @Test
    void shouldEscapeForeignTextInReason() throws IOException {
        var mirror = new NotifiedLog();
        LogEntry entry = mirror.refuse("\u001b]0;title\u0007\nforged");

        CloudEvent event = NotificationEvents.refused(entry, (Decision.UpstreamRefused) entry.decision());

        JsonNode wire = JSON.readTree(event.json());
        assertThat(wire.required("data").required("reason").asText()).doesNotContain("\u001b", "\u0007", "\n");
        assertThat(names(wire))
                .containsExactlyInAnyOrderElementsOf(
                        List.of("specversion", "id", "type", "source", "subject", "time", "datacontenttype", "data"));
    }

    private static Set<String> names(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
