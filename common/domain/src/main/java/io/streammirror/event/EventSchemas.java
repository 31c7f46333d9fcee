package io.streammirror.event;

import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The JSON Schemas (2020-12) of the events on public topics and of webhooks, as resources of this module. */
public final class EventSchemas {
    private static final String DIRECTORY = "/META-INF/stream-mirror/schemas/";
    private static final String PREFIX = "io.streammirror.";

    private static final List<String> NAMES = List.of(
            "damage-found.v1",
            "key-rotated.v1",
            "mirror-failing.v1",
            "notification-test.v1",
            "operator-decided.v1",
            "poll-requested.v1",
            "store-low.v1",
            "tree-published.v1",
            "upstream-held.v1",
            "upstream-polled.v1",
            "upstream-refused.v1");

    private EventSchemas() {}

    /** The names of all schemas, such as {@code tree-published.v1}. */
    public static List<String> names() {
        return NAMES;
    }

    /** The name of an event's schema: its type as a CloudEvent without the prefix. */
    public static String nameOf(Event event) {
        return EventCodec.cloudEventType(event).substring(PREFIX.length());
    }

    /** The bytes of a schema; empty when there is none of this name. The caller closes the stream. */
    public static Optional<InputStream> open(String name) {
        return NAMES.contains(name) ? Optional.of(resource(name)) : Optional.empty();
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(EventSchemas.class.getResourceAsStream(DIRECTORY + name + ".json"), name);
    }
}
