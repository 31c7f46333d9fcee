package io.streammirror.cli.readback;

import io.streammirror.http.HttpCalls;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Finds out whether a publisher has published a mirror. */
final class PublishedIndex {
    private static final Duration IDLE = Duration.ofSeconds(10);

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final HttpCalls http;
    private final URI url;

    /**
     * @param base URL of the mirror, with a slash at its end
     */
    PublishedIndex(HttpCalls http, URI base) {
        this.http = http;
        this.url = base.resolve("streams/v1/index.sjson");
    }

    /**
     * Whether there is an index.
     *
     * @throws IOException when there is no answer, or one with another status than 200 and 404
     */
    boolean exists() throws IOException {
        int status = http.status("HEAD", url, IDLE);
        return switch (status) {
            case OK -> true;
            case NOT_FOUND -> false;
            default -> throw new IOException(url + " answered HTTP status " + status);
        };
    }
}
