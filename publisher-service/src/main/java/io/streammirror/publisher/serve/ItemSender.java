package io.streammirror.publisher.serve;

import io.streammirror.publisher.cache.DiskCache;
import io.streammirror.publisher.cache.Fill;
import io.streammirror.publisher.http.Cork;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.file.Path;
import java.util.Optional;

/** Chooses where the bytes of an item come from: the cache, a file of it that is being filled, or the store. */
final class ItemSender {
    private final Vertx vertx;
    private final StoreClient store;
    private final Optional<DiskCache> cache;
    private final ItemMetrics metrics;

    ItemSender(Vertx vertx, StoreClient store, Optional<DiskCache> cache, ItemMetrics metrics) {
        this.vertx = vertx;
        this.store = store;
        this.cache = cache;
        this.metrics = metrics;
    }

    /** Sends a part of a file and ends the response, whose head the caller has filled in. */
    void send(ServedFile file, ByteRange.Part part, HttpServerRequest request) {
        Optional<Path> cached = cache.flatMap(disk -> disk.find(file.sha256(), file.size()));
        if (cached.isPresent()) {
            sendFile(cached.get(), file, part, request);
            return;
        }
        Optional<Fill> fill = cache.flatMap(disk -> fill(disk, file, part));
        if (fill.isEmpty()
                || !FillReader.start(
                        vertx, store, fill.get(), file, part, metrics.begin(request, ItemMetrics.Source.FILL))) {
            sendStored(file, part, request);
        }
    }

    private void sendStored(ServedFile file, ByteRange.Part part, HttpServerRequest request) {
        BlobTransfer.start(vertx, store, file, part, metrics.begin(request, ItemMetrics.Source.STORE));
    }

    /** The kernel copies from the file to the connection. A file that was evicted a moment ago is found out before the head is sent. */
    private void sendFile(Path path, ServedFile file, ByteRange.Part part, HttpServerRequest request) {
        HttpServerResponse client = request.response();
        Cork.in(request.connection());
        long length = part.last() - part.first() + 1;
        client.sendFile(path.toString(), part.first(), length)
                .onComplete(sent -> Cork.out(request.connection()))
                .onSuccess(sent -> metrics.sentFile(length))
                .onFailure(failure -> {
                    if (client.headWritten()) {
                        metrics.brokeFile(client.closed());
                        client.reset();
                    } else {
                        sendStored(file, part, request);
                    }
                });
    }

    /** A part is taken from a running fill that has come to it already; only a request for the whole begins one. */
    private Optional<Fill> fill(DiskCache cache, ServedFile file, ByteRange.Part part) {
        if (store.isDamaged(file.sha256())) {
            return Optional.empty();
        }
        boolean whole = part.first() == 0 && part.last() == file.size() - 1;
        return whole
                ? cache.fill(file.sha256(), file.size())
                : cache.running(file.sha256()).filter(fill -> fill.available() > part.first());
    }
}
