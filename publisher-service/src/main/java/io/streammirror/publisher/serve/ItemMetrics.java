package io.streammirror.publisher.serve;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Counts the responses with bytes of items: where the bytes came from, and how each response ended. All series exist
 * from the start. Safe for use by many threads.
 */
final class ItemMetrics {
    /** MAAS closes a connection that has brought nothing for ten seconds. */
    static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final MeterRegistry registry;

    /** Where a response gets its bytes when it begins. */
    enum Source {
        CACHE,
        /** A file of the cache that is being filled. */
        FILL,
        STORE
    }

    /** How a response can end. */
    enum Outcome {
        WHOLE,
        /** Whole, but its first byte came after {@link #MAX_WAIT_NANOS}. */
        LATE,
        /** The publisher closed the connection, because it could not get the bytes. */
        ABORTED,
        /** The client closed the connection. */
        LEFT
    }

    ItemMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Source source : Source.values()) {
            bytes(source);
            for (Outcome outcome : Outcome.values()) {
                responses(source, outcome);
            }
        }
    }

    /** Starts to observe a response that has no bytes yet. */
    ItemResponse begin(HttpServerRequest request, Source source) {
        return new ItemResponse(request, (outcome, sent) -> count(source, outcome, sent));
    }

    /** The kernel has sent a part of a file of the cache. */
    void sentFile(long length) {
        count(Source.CACHE, Outcome.WHOLE, length);
    }

    /** The kernel could not send all of a part of a file. */
    void brokeFile(boolean clientHasLeft) {
        count(Source.CACHE, clientHasLeft ? Outcome.LEFT : Outcome.ABORTED, 0);
    }

    private void count(Source source, Outcome outcome, long sent) {
        responses(source, outcome).increment();
        bytes(source).increment((double) sent);
    }

    private Counter responses(Source source, Outcome outcome) {
        return Counter.builder("stream.mirror.item.responses")
                .description("Responses with bytes of items, by source and outcome")
                .tags("source", label(source), "outcome", label(outcome))
                .register(registry);
    }

    private Counter bytes(Source source) {
        return Counter.builder("stream.mirror.item.response")
                .description("Bytes of items handed to clients, by source")
                .baseUnit("bytes")
                .tag("source", label(source))
                .register(registry);
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
