package io.streammirror.cli.readback;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Whether a publisher has published anything of a mirror; no answer, or any but yes and no, is a failure. */
final class PublishedIndex {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final URI url;

    /** Takes the base URL of the mirror, with a slash at its end. */
    PublishedIndex(URI base) {
        this.url = base.resolve("streams/v1/index.sjson");
    }

    boolean exists() throws IOException {
        var connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setRequestMethod("HEAD");
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try {
            return switch (connection.getResponseCode()) {
                case HttpURLConnection.HTTP_OK -> true;
                case HttpURLConnection.HTTP_NOT_FOUND -> false;
                default -> throw new IOException(url + " answered HTTP status " + connection.getResponseCode());
            };
        } finally {
            connection.disconnect();
        }
    }
}
