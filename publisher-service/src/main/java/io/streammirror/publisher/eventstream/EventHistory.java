package io.streammirror.publisher.eventstream;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events for clients that reconnect.
 *
 * <p>The last {@value #MAX_KEPT} publications and states are kept, and of progress the newest of each mirror. Not safe for use by several
 * threads at once.
 */
final class EventHistory {
    static final int MAX_KEPT = 256;

    private static final int MAX_DIGITS = 18;

    private final String instance;
    private final ArrayDeque<PublishedEvent> kept = new ArrayDeque<>();
    private final Map<String, PublishedEvent> newest = new HashMap<>();
    private long last;
    private long forgotten;

    /** @param instance names this process in ids, so that an id of another one is not taken for one of ours */
    EventHistory(String instance) {
        this.instance = instance;
    }

    /**
     * Adds an event.
     *
     * @param subject what it is about; the newest event of each kind and subject is the current state
     * @param line the data, without a line break
     */
    PublishedEvent add(EventKind kind, String subject, String line) {
        last++;
        var event = PublishedEvent.of(kind, last, instance + "-" + last, line);
        newest.put(kind + " " + subject, event);
        if (kind != EventKind.PROGRESS) {
            kept.add(event);
            if (kept.size() > MAX_KEPT) {
                forgotten = kept.remove().number();
            }
        }
        return event;
    }

    /** The events after an id; the current state if the id is missing, of another process or too old. */
    List<PublishedEvent> after(@Nullable String id) {
        long seen = number(id).orElse(-1L);
        Stream<PublishedEvent> events = seen < forgotten || seen > last
                ? newest.values().stream()
                : Stream.concat(
                                kept.stream(),
                                newest.values().stream().filter(event -> event.kind() == EventKind.PROGRESS))
                        .filter(event -> event.number() > seen);
        return events.sorted(Comparator.comparingLong(PublishedEvent::number)).toList();
    }

    private Optional<Long> number(@Nullable String id) {
        if (id == null || !id.startsWith(instance + "-")) {
            return Optional.empty();
        }
        String digits = id.substring(instance.length() + 1);
        return digits.matches("[0-9]{1," + MAX_DIGITS + "}") ? Optional.of(Long.parseLong(digits)) : Optional.empty();
    }
}
