package io.streammirror.publisher.eventstream;

import io.vertx.core.buffer.Buffer;

/**
 * One event in the form of the HTML standard, section 9.2.6 (Interpreting an event stream).
 *
 * @param number counts the events of one process from 1
 * @param text as it is sent, with id, name and data
 */
record PublishedEvent(EventKind kind, long number, Buffer text) {
    static PublishedEvent of(EventKind kind, long number, String id, String line) {
        return new PublishedEvent(
                kind, number, Buffer.buffer("id: " + id + "\nevent: " + kind.label() + "\ndata: " + line + "\n\n"));
    }
}
