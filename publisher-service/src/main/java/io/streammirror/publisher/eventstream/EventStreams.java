package io.streammirror.publisher.eventstream;

import io.streammirror.api.ApiJson;
import io.streammirror.publisher.http.ClientAddress;
import io.streammirror.publisher.query.ApiResponses;
import io.streammirror.publisher.query.JsonAnswer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The clients that follow {@code GET /api/v1/events}.
 *
 * <p>At most {@value #MAX_STREAMS} at a time, {@value #MAX_STREAMS_PER_CLIENT} from one {@link ClientAddress}. A client that leaves more
 * than {@value EventStream#MAX_UNSENT_BYTES} bytes unread is closed. Safe for use by any thread.
 */
@Singleton
public final class EventStreams {
    /** The path on both ports. */
    public static final String PATH = "/api/v1/events";

    static final int MAX_STREAMS = 256;
    static final int MAX_STREAMS_PER_CLIENT = 8;

    /** Proxies close what is silent for longer, often after 30 or 60 seconds. */
    private static final Duration COMMENT_PERIOD = Duration.ofSeconds(15);

    /** Clients wait so long before they come back: the HTML standard's {@code retry}. */
    private static final Buffer GREETING = Buffer.buffer("retry: 3000\n\n");

    private static final Buffer COMMENT = Buffer.buffer(":\n\n");
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final String RETRY_SECONDS = "30";

    private final Vertx vertx;
    private final EventHistory history = new EventHistory(
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()));
    private final Set<EventStream> streams = new LinkedHashSet<>();
    private final Map<ClientAddress, Integer> byAddress = new HashMap<>();
    private boolean ending;

    @Inject
    public EventStreams(Vertx vertx) {
        this(vertx, COMMENT_PERIOD);
    }

    EventStreams(Vertx vertx, Duration commentPeriod) {
        this.vertx = vertx;
        vertx.setPeriodic(commentPeriod.toMillis(), timer -> sendToAll(COMMENT));
    }

    /** Sends an event to every client: no names of people, no addresses, no secrets. */
    public synchronized void publish(EventKind kind, String subject, Object data) {
        sendToAll(history.add(kind, subject, ApiJson.text(data)).text());
    }

    /**
     * Answers a request, on the event loop of its connection.
     *
     * @param detach takes the connection out of the limits that are meant for downloads
     */
    public void handle(HttpServerRequest request, Runnable detach) {
        if (!request.method().equals(HttpMethod.GET)) {
            request.response().putHeader(HttpHeaders.ALLOW, "GET");
            ApiResponses.send(request, JsonAnswer.problem(METHOD_NOT_ALLOWED, "only GET is possible here"));
            return;
        }
        HttpServerResponse response = request.response();
        var stream = new EventStream(vertx.getOrCreateContext(), request, this::forget);
        Optional<JsonAnswer> refusal = admit(stream, request.getHeader("Last-Event-ID"));
        if (refusal.isPresent()) {
            response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            ApiResponses.send(request, refusal.get());
            return;
        }
        detach.run();
        response.putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                // The last response of its connection, which thus never returns to the limits that it left.
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .putHeader("X-Accel-Buffering", "no")
                .setChunked(true);
    }

    /** Admits a stream, and sends it what it has missed before anything newer. */
    private synchronized Optional<JsonAnswer> admit(EventStream stream, @Nullable String lastId) {
        if (ending || streams.size() >= MAX_STREAMS) {
            return Optional.of(
                    JsonAnswer.problem(UNAVAILABLE, "no more event streams are possible now: try again later"));
        }
        if (byAddress.getOrDefault(stream.address(), 0) >= MAX_STREAMS_PER_CLIENT) {
            return Optional.of(JsonAnswer.problem(
                    TOO_MANY_REQUESTS,
                    "your address has " + MAX_STREAMS_PER_CLIENT + " event streams: close one first"));
        }
        streams.add(stream);
        byAddress.merge(stream.address(), 1, Integer::sum);
        Buffer missed = GREETING.copy();
        history.after(lastId).forEach(event -> missed.appendBuffer(event.text()));
        stream.send(missed);
        return Optional.empty();
    }

    private synchronized void forget(EventStream stream) {
        if (streams.remove(stream)) {
            byAddress.computeIfPresent(stream.address(), (address, count) -> count == 1 ? null : count - 1);
        }
    }

    private synchronized void sendToAll(Buffer text) {
        streams.forEach(stream -> stream.send(text));
    }

    /** Ends all streams in order, and admits no more. */
    public void finish() {
        List<EventStream> open;
        synchronized (this) {
            ending = true;
            open = List.copyOf(streams);
        }
        open.forEach(EventStream::end);
    }

    /** Streams that are open now. */
    public synchronized int open() {
        return streams.size();
    }
}
