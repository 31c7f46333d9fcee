package io.streammirror.publisher.serve;

import io.streammirror.store.InMemoryObjectStore;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An object store whose links lead to a real HTTP server on loopback, which misbehaves as a test asks, one request at a time. */
final class UnreliableS3 extends InMemoryObjectStore {
    private static final long TIMEOUT_SECONDS = 10;

    private final HttpServer server;
    private final String host;
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private volatile Runnable replacement = () -> {};
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private final List<SocketAddress> askers = new CopyOnWriteArrayList<>();

    /** A fault of one request. */
    enum Fault {
        UNAVAILABLE,
        REFUSED,
        CUT_IN_THE_MIDDLE,
        /** The object is replaced after the first half of the response. */
        CUT_AND_REPLACED,
        SILENT_IN_THE_MIDDLE,
        SILENT,
    }

    UnreliableS3(Vertx vertx) throws ExecutionException, InterruptedException, TimeoutException {
        this(vertx, "127.0.0.1");
    }

    /** @param host as the links name it */
    UnreliableS3(Vertx vertx, String host) throws ExecutionException, InterruptedException, TimeoutException {
        this.host = host;
        server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(this::handle)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    void failNext(Fault... next) {
        faults.addAll(Arrays.asList(next));
    }

    /** The Range headers of all requests so far. */
    List<String> ranges() {
        return List.copyOf(ranges);
    }

    /** The other end of the connection of each request so far. */
    List<SocketAddress> askers() {
        return List.copyOf(askers);
    }

    @Override
    public URI presignedGet(String key, Duration validity) {
        return URI.create("http://" + host + ":" + server.actualPort() + "/" + key + "?signature=x%2Fy");
    }

    private void handle(HttpServerRequest request) {
        byte[] body = contents().get(request.path().substring(1));
        askers.add(request.remoteAddress());
        ranges.add(String.valueOf(request.getHeader("Range")));
        Fault fault = faults.poll();
        if (fault == Fault.UNAVAILABLE) {
            request.response().setStatusCode(503).end("<Error/>");
        } else if (fault == Fault.REFUSED) {
            request.connection().close();
        } else if (fault != Fault.SILENT && body == null) {
            request.response().setStatusCode(404).end("<Error/>");
        } else if (fault != Fault.SILENT) {
            send(request, body, fault);
        }
    }

    /** What {@link Fault#CUT_AND_REPLACED} does. */
    void onReplace(Runnable action) {
        replacement = action;
    }

    private void send(HttpServerRequest request, byte[] body, Fault fault) {
        var part = (ByteRange.Part) ByteRange.of(request.getHeader("Range"), body.length);
        Buffer bytes = Buffer.buffer(body).slice((int) part.first(), (int) part.last() + 1);
        request.response()
                .setStatusCode(206)
                .putHeader("ETag", "\"" + Arrays.hashCode(body) + "\"")
                .putHeader("Content-Range", part.contentRange(body.length))
                .putHeader("Content-Length", String.valueOf(bytes.length()));
        if (fault == null) {
            request.response().end(bytes);
            return;
        }
        request.response().write(bytes.slice(0, bytes.length() / 2)).onSuccess(written -> {
            if (fault == Fault.CUT_AND_REPLACED) {
                replacement.run();
            }
            if (fault == Fault.CUT_IN_THE_MIDDLE || fault == Fault.CUT_AND_REPLACED) {
                request.connection().close();
            }
        });
    }
}
