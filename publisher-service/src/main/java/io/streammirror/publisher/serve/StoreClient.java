package io.streammirror.publisher.serve;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectReader;
import io.streammirror.store.StoreKeys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Reads from the store by links that the object store port has signed. */
final class StoreClient {
    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;

    private static final int KEEP_ALIVE_SECONDS = 15;

    /** Used at once and only once, so short. */
    private static final Duration LINK_VALIDITY = Duration.ofMinutes(5);

    /** Signing a link takes a fraction of a millisecond; these threads are for nothing else, so nothing else can delay an item. */
    private static final int SIGNERS = 2;

    private final Vertx vertx;
    private final ObjectReader store;
    private final int connections;
    private final Predicate<Sha256> damaged;
    private final StoreShares shares;
    private final PieceSize pieces = new PieceSize();
    private final WorkerExecutor signers;

    /**
     * By event loop: a connection that belongs to another loop than the client's would have every piece handed from thread to thread, which
     * takes a third of the speed. A pool shared by the loops gives such ones away whenever one is idle.
     */
    private final Map<Thread, HttpClient> clients = new ConcurrentHashMap<>();

    /**
     * @param connections at a time, for all clients together; {@link #shares} grants them
     * @param damaged blobs of which the store has wrong bytes
     */
    StoreClient(Vertx vertx, ObjectReader store, int connections, Predicate<Sha256> damaged) {
        this.vertx = vertx;
        this.store = store;
        this.connections = connections;
        this.damaged = damaged;
        this.shares = new StoreShares(connections);
        this.signers = vertx.createSharedWorkerExecutor("store-links", SIGNERS);
    }

    /** The distribution of connections; {@link #request} does not ask for it. */
    StoreShares shares() {
        return shares;
    }

    /** Whether the store has wrong bytes for a blob, which must not reach a client. */
    boolean isDamaged(Sha256 blob) {
        return damaged.test(blob);
    }

    PieceSize pieces() {
        return pieces;
    }

    private HttpClient client() {
        return clients.computeIfAbsent(Thread.currentThread(), loop -> vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                        .setMaxChunkSize(PieceSize.MAX))
                .with(new PoolOptions().setHttp1MaxSize(connections))
                .withConnectHandler(StoreClient::connected)
                .build());
    }

    private static void connected(HttpConnection connection) {
        StoreBody.install(connection);
        // The user of a connection learns of its loss as well; without a handler it would be logged as an error.
        connection.exceptionHandler(lost -> {});
    }

    /**
     * Without blocking, on an event loop: a request for a part of a blob, ready to be sent; the caller ends it or
     * resets it, and may have the body by {@link StoreBody}.
     */
    Future<HttpClientRequest> request(Sha256 blob, ByteRange.Part part) {
        return signers.executeBlocking(() -> store.presignedGet(StoreKeys.blob(blob), LINK_VALIDITY), false)
                .map(URI::toString)
                .compose(link -> client().request(
                                new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(link)))
                .onSuccess(request -> StoreBody.readPieces(request.connection(), pieces.now()))
                .map(request -> request.putHeader(HttpHeaderNames.RANGE, "bytes=" + part.first() + "-" + part.last()));
    }

    void close() {
        clients.values().forEach(HttpClient::close);
        signers.close();
    }
}
