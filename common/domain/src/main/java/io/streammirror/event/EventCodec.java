package io.streammirror.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import io.streammirror.simplestreams.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The wire form of events: one line of JSON with {@code type}, {@code schema}, a deterministic {@code id} and the event's own
 * fields.
 *
 * <p>Readers ignore fields they do not know; a field changes its meaning only together with {@link #SCHEMA}.
 */
public final class EventCodec {
    /** Of all events together; a reader refuses what is newer than it knows. */
    public static final int SCHEMA = 1;

    private static final ObjectMapper MAPPER =
            Json.mapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE);

    private static final Map<String, Class<? extends Event>> TYPES = List.<Class<? extends Event>>of(
                    CatalogAccepted.class,
                    UpstreamPolled.class,
                    ItemRequested.class,
                    ItemStored.class,
                    ItemRejected.class,
                    ItemFailed.class,
                    FetchProgress.class,
                    TreePublished.class,
                    PollRequested.class,
                    OperatorDecided.class)
            .stream()
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

    private EventCodec() {}

    /** The record value of an event. */
    public static String encode(Event event) {
        ObjectNode fields = MAPPER.valueToTree(event);
        ObjectNode wire = MAPPER.createObjectNode();
        wire.put("type", event.getClass().getSimpleName());
        wire.put("schema", SCHEMA);
        wire.put("id", idOf(event, fields));
        wire.setAll(fields);
        return wire.toString();
    }

    /**
     * Reads a record value.
     *
     * @throws EventFormatException when it is no event, or one of a newer schema
     */
    public static Event decode(String value) {
        JsonNode wire = parse(value);
        String type = wire.path("type").asText();
        Class<? extends Event> kind = TYPES.get(type);
        if (kind == null) {
            throw new EventFormatException("event type '" + type + "' is not known");
        }
        int schema = wire.path("schema").asInt(0);
        if (schema < 1 || schema > SCHEMA) {
            throw new EventFormatException(type + ": schema " + schema + " is not one of 1 to " + SCHEMA);
        }
        try {
            return MAPPER.treeToValue(wire, kind);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new EventFormatException(type + ": " + e.getMessage(), e);
        }
    }

    /** Same fact, same id: so that a repeated event can be told from a new one. */
    private static String idOf(Event event, ObjectNode fields) {
        String identity = event.getClass().getSimpleName() + fields;
        return Sha256.of(identity.getBytes(StandardCharsets.UTF_8)).abbreviated();
    }

    private static JsonNode parse(String value) {
        try {
            return Json.parse(value.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new EventFormatException("not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
