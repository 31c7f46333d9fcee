package io.streammirror.cli.progress;

import io.streammirror.codec.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a publisher for its status. */
public final class StatusClient {
    private static final int TIMEOUT_MILLIS = 5_000;

    /** A status with thousands of failures; more is not one. */
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private final URI status;

    /** Takes the public URL of the publisher. */
    public StatusClient(URI publisher) {
        String base = publisher.toString().replaceFirst("/+$", "");
        this.status = URI.create(base + "/api/v1/status");
    }

    public URI url() {
        return status;
    }

    /** The JSON as it was sent. */
    public byte[] raw() throws IOException {
        var connection = (HttpURLConnection) status.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try {
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new IOException(status + " answered " + connection.getResponseCode());
            }
            try (InputStream body = connection.getInputStream()) {
                return body.readNBytes(MAX_BYTES);
            }
        } finally {
            connection.disconnect();
        }
    }

    public StatusReport report() throws IOException {
        return Json.read(raw(), StatusReport.class);
    }
}
