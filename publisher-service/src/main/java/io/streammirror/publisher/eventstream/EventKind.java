package io.streammirror.publisher.eventstream;

import java.util.Locale;

/** The kind of an event; its label is the field {@code event} of the stream. */
public enum EventKind {
    /** Clients get another publication of the mirror. */
    PUBLICATION,
    /** More of what the mirror wants is stored, or another number of items is in flight. */
    PROGRESS,
    /** Anything else of the public status has changed. */
    STATE;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
