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

    ItemSender(Vertx vertx, StoreClient store, Optional<DiskCache> cache) {
        this.vertx = vertx;
        this.store = store;
        this.cache = cache;
    }

    /** Sends a part of a file and ends the response, whose head the caller has filled in. */
    void send(ServedFile file, ByteRange.Part part, HttpServerRequest request) {
        HttpServerResponse client = request.response();
        Optional<Path> cached = cache.flatMap(disk -> disk.find(file.sha256(), file.size()));
        if (cached.isPresent()) {
            sendFile(cached.get(), file, part, request);
            return;
        }
        Optional<Fill> fill = cache.flatMap(disk -> fill(disk, file, part));
        if (fill.isEmpty() || !FillReader.start(vertx, store, fill.get(), file, part, client)) {
            BlobTransfer.start(vertx, store, file, part, client);
        }
    }

    /** The kernel copies from the file to the connection. A file that was evicted a moment ago is found out before the head is sent. */
    private void sendFile(Path path, ServedFile file, ByteRange.Part part, HttpServerRequest request) {
        HttpServerResponse client = request.response();
        Cork.in(request.connection());
        client.sendFile(path.toString(), part.first(), part.last() - part.first() + 1)
                .onComplete(sent -> Cork.out(request.connection()))
                .onFailure(failure -> {
                    if (client.headWritten()) {
                        client.reset();
                    } else {
                        BlobTransfer.start(vertx, store, file, part, client);
                    }
                });
    }

    /** A part is taken from a running fill that has come to it already; only a request for the whole begins one. */
    private static Optional<Fill> fill(DiskCache cache, ServedFile file, ByteRange.Part part) {
        boolean whole = part.first() == 0 && part.last() == file.size() - 1;
        return whole
                ? cache.fill(file.sha256(), file.size())
                : cache.running(file.sha256()).filter(fill -> fill.available() > part.first());
    }
}
