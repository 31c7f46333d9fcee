package io.streammirror.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import io.streammirror.simplestreams.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The wire form of events: one line of JSON with {@code type}, {@code schema}, a deterministic {@code id} and the event's own
 * fields.
 *
 * <p>Readers ignore types and fields that they do not know; a field changes its meaning only together with {@link #SCHEMA}. So a new reader
 * is installed before the first writer of a newer schema.
 */
public final class EventCodec {
    /** Of all events together; a reader refuses what is newer than it knows. */
    public static final int SCHEMA = 1;

    /** The form of a type name in every version of the services. */
    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z]{0,99}");

    private static final ObjectMapper MAPPER =
            Json.mapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE);

    /** The names on the wire. Buckets and topics keep them, so a class may be renamed and its name here may not. */
    private static final Map<String, Class<? extends Event>> CLASSES = Map.ofEntries(
            Map.entry("CatalogAccepted", CatalogAccepted.class),
            Map.entry("UpstreamPolled", UpstreamPolled.class),
            Map.entry("ItemRequested", ItemRequested.class),
            Map.entry("ItemStored", ItemStored.class),
            Map.entry("ItemRejected", ItemRejected.class),
            Map.entry("ItemFailed", ItemFailed.class),
            Map.entry("FetchResults", FetchResults.class),
            Map.entry("FetchProgress", FetchProgress.class),
            Map.entry("TreePublished", TreePublished.class),
            Map.entry("PollRequested", PollRequested.class),
            Map.entry("OperatorDecided", OperatorDecided.class));

    private static final Map<Class<? extends Event>, String> TYPES =
            CLASSES.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private EventCodec() {}

    /** The record value of an event. */
    public static String encode(Event event) {
        ObjectNode fields = fields(event);
        ObjectNode wire = MAPPER.createObjectNode();
        String type = typeOf(event);
        wire.put("type", type);
        wire.put("schema", SCHEMA);
        wire.put("id", idOf(type, fields));
        wire.setAll(fields);
        return wire.toString();
    }

    /**
     * Reads a record value; empty when its type is one that only newer services know.
     *
     * @throws EventFormatException when it is no event, or one of a known type with a newer schema
     */
    public static Optional<Event> decode(String value) {
        JsonNode wire = parse(value);
        String type = wire.path("type").asText();
        if (!TYPE.matcher(type).matches()) {
            throw new EventFormatException("event type '" + type + "' is no name of a type");
        }
        Class<? extends Event> kind = CLASSES.get(type);
        if (kind == null) {
            return Optional.empty();
        }
        int schema = wire.path("schema").asInt(0);
        if (schema < 1 || schema > SCHEMA) {
            throw new EventFormatException(type + ": schema " + schema + " is not one of 1 to " + SCHEMA);
        }
        try {
            return kind == FetchResults.class ? results(wire) : Optional.of(MAPPER.treeToValue(wire, kind));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new EventFormatException(type + ": " + e.getMessage(), e);
        }
    }

    /** The deterministic id of an event, as its record value carries it. */
    public static String id(Event event) {
        return idOf(typeOf(event), fields(event));
    }

    /** The type of an event as a CloudEvent, such as {@code io.streammirror.tree-published.v1}; its number is the schema. */
    public static String cloudEventType(Event event) {
        String kebab = typeOf(event).replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        return "io.streammirror." + kebab + ".v" + SCHEMA;
    }

    private static ObjectNode fields(Event event) {
        if (!(event instanceof FetchResults several)) {
            return MAPPER.valueToTree(event);
        }
        ObjectNode fields = MAPPER.createObjectNode();
        ArrayNode results = fields.putArray("results");
        several.results().forEach(result -> {
            ObjectNode one = results.addObject();
            one.put("type", typeOf(result));
            one.setAll((ObjectNode) MAPPER.valueToTree(result));
        });
        return fields;
    }

    /** Results of types that only newer services know are left out. */
    private static Optional<Event> results(JsonNode wire) throws JsonProcessingException {
        var results = new ArrayList<FetchResult>();
        for (JsonNode one : wire.path("results")) {
            Class<? extends Event> kind = CLASSES.get(one.path("type").asText());
            if (kind != null && !FetchResult.class.isAssignableFrom(kind)) {
                throw new IllegalArgumentException(kind.getSimpleName() + " is no result");
            }
            if (kind != null) {
                results.add((FetchResult) MAPPER.treeToValue(one, kind));
            }
        }
        return results.isEmpty() ? Optional.empty() : Optional.of(new FetchResults(results));
    }

    private static String typeOf(Event event) {
        return Objects.requireNonNull(TYPES.get(event.getClass()), () -> event.getClass() + " has no name on the wire");
    }

    /** The same fact has the same id, so that a reader recognises a repeated event. */
    private static String idOf(String type, ObjectNode fields) {
        String identity = type + fields;
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
