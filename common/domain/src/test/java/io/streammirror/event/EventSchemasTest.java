package io.streammirror.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON Schemas of the public events describe what is written. */
class EventSchemasTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Event> publicEvents() {
        return EventCodecTest.events().filter(event -> event.topic().isPublic());
    }

    @ParameterizedTest
    @MethodSource("publicEvents")
    void shouldAcceptWhatIsWritten(Event event) throws IOException {
        assertThat(schema(event).validate(JSON.readTree(EventCodec.encode(event))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("publicEvents")
    void shouldRequireEveryFieldThatIsAlwaysWritten(Event event) throws IOException {
        JsonNode required = document(event).required("required");
        for (JsonNode field : required) {
            ObjectNode without = (ObjectNode) JSON.readTree(EventCodec.encode(event));
            without.remove(field.asText());

            assertThat(schema(event).validate(without)).as(field.asText()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("publicEvents")
    void shouldDescribeEveryFieldOfRecordAndNoOther(Event event) throws IOException {
        Set<String> fields = Arrays.stream(event.getClass().getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> name.replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        fields.addAll(Set.of("type", "schema", "id"));

        JsonNode properties = document(event).required("properties");
        var described = new TreeSet<String>();
        properties.fieldNames().forEachRemaining(described::add);
        assertThat(described).isEqualTo(fields);
        assertThat(properties)
                .allSatisfy(property ->
                        assertThat(property.required("description").asText()).isNotBlank());
    }

    @Test
    void shouldCoverEveryPublicTopic() {
        assertThat(publicEvents().map(Event::topic).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Topic.PUBLICATIONS, Topic.UPSTREAM, Topic.COMMANDS);
        assertThat(EventSchemas.names())
                .containsAll(publicEvents().map(EventSchemas::nameOf).toList());
    }

    @Test
    void shouldDescribeChannelsAndMessagesInAsyncApiDocument() throws IOException {
        JsonNode document;
        try (InputStream file =
                EventSchemas.class.getResourceAsStream("/META-INF/stream-mirror/schemas/asyncapi.json")) {
            document = JSON.readTree(file);
        }

        assertThat(document.required("asyncapi").asText()).isEqualTo("3.0.0");
        assertThat(document.required("channels").findValuesAsText("address"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Topic.values())
                        .filter(Topic::isPublic)
                        .map(Topic::topicName)
                        .toList());
        assertThat(publicEvents()).allSatisfy(event -> {
            String name = EventSchemas.nameOf(event);
            JsonNode message =
                    document.required("components").required("messages").required(name.replace(".v1", ""));
            assertThat(message.required("name").asText()).isEqualTo(EventCodec.cloudEventType(event));
            assertThat(message.findValuesAsText("$ref")).contains("./" + name + ".json");
            assertThat(document.required("channels"))
                    .filteredOn(channel -> channel.required("messages").has(name.replace(".v1", "")))
                    .extracting(channel -> channel.required("address").asText())
                    .containsExactly(event.topic().topicName());
        });
        assertThat(document.findValuesAsText("$ref"))
                .filteredOn(reference -> reference.startsWith("#"))
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isObject())
                        .isTrue());
    }

    private static JsonSchema schema(Event event) throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(document(event));
    }

    private static JsonNode document(Event event) throws IOException {
        try (InputStream file = EventSchemas.open(EventSchemas.nameOf(event)).orElseThrow()) {
            return JSON.readTree(file);
        }
    }
}
