package io.streammirror.cli.readback;

import io.streammirror.http.HttpCalls;
import io.streammirror.http.HttpReply;
import io.streammirror.simplestreams.Payload;
import io.streammirror.simplestreams.Sha256;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Downloads whole items and checks status, size and hash. Like MAAS it follows no redirect. */
public final class ItemDownload {
    /** MAAS gives an item up when no data arrives for ten seconds. */
    public static final Duration MAAS_IDLE_TIMEOUT = Duration.ofSeconds(10);

    private static final int OK = 200;

    private final HttpCalls http;
    private final Duration idle;

    /**
     * @param idle time without data after which a download fails
     */
    public ItemDownload(HttpCalls http, Duration idle) {
        this.http = http;
        this.idle = idle;
    }

    /** The problem with the item at a URL; empty when status, size and hash are right. */
    Optional<String> fault(URI url, Payload expected) {
        MessageDigest digest = Sha256.newDigest();
        var size = new AtomicLong();
        try {
            HttpReply<Sha256> reply = http.get(
                    url,
                    idle,
                    buffer -> {
                        size.addAndGet(buffer.remaining());
                        digest.update(buffer);
                    },
                    () -> Sha256.ofDigest(digest.digest()));
            return compare(reply, size.get(), expected).map(fault -> url + ": " + fault);
        } catch (IOException e) {
            return Optional.of(url + ": " + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private static Optional<String> compare(HttpReply<Sha256> reply, long size, Payload expected) {
        if (reply.status() != OK) {
            return Optional.of("HTTP status " + reply.status());
        }
        if (size != expected.size()) {
            return Optional.of(size + " bytes instead of " + expected.size());
        }
        return reply.body().equals(expected.sha256())
                ? Optional.empty()
                : Optional.of("sha256 " + reply.body() + " instead of " + expected.sha256());
    }
}
