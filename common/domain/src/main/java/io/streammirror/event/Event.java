package io.streammirror.event;

import java.time.Instant;

/**
 * A small immutable fact on its way between services.
 *
 * <p>Events make the mirror fast, never true: a reader checks the store before it acts, so losing or repeating any
 * of them costs time at most.
 */
public sealed interface Event
        permits CatalogAccepted,
                UpstreamPolled,
                ItemRequested,
                FetchResult,
                FetchResults,
                FetchProgress,
                TreePublished,
                PollRequested,
                OperatorDecided {
    /** The topic this kind of event goes to. */
    Topic topic();

    /** The record key: events of one key stay in order and, on compacted topics, the newest survives. */
    String key();

    /** When it happened. */
    Instant time();
}
