package io.streammirror.cli.readback;

import io.streammirror.simplestreams.Payload;
import io.streammirror.simplestreams.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;

/** Downloads items whole and keeps nothing but the verdict; follows no redirect, as MAAS does not. */
public final class ItemDownload {
    /** MAAS itself gives an item up when nothing comes for ten seconds. */
    public static final Duration PATIENCE_OF_MAAS = Duration.ofSeconds(10);

    private final int patienceMillis;

    /**
     * @param patience to be connected, to be answered, and from one piece of the body to the next
     */
    public ItemDownload(Duration patience) {
        this.patienceMillis = (int) patience.toMillis();
    }

    /** What is wrong with the item at an address; empty when status, size and hash are right. */
    Optional<String> fault(URI url, Payload expected) {
        try {
            // Unlike that of the newer client, its limit on reading holds for the body too.
            var connection = (HttpURLConnection) url.toURL().openConnection();
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            connection.setConnectTimeout(patienceMillis);
            connection.setReadTimeout(patienceMillis);
            try {
                return verdict(url, connection, expected);
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return Optional.of(url + ": " + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private static Optional<String> verdict(URI url, HttpURLConnection connection, Payload expected)
            throws IOException {
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            return Optional.of(url + ": HTTP status " + status);
        }
        try (InputStream body = connection.getInputStream()) {
            return compare(url, body, expected);
        }
    }

    private static Optional<String> compare(URI url, InputStream body, Payload expected) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        var buffer = new byte[128 * 1024];
        long size = 0;
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            digest.update(buffer, 0, n);
            size += n;
        }
        if (size != expected.size()) {
            return Optional.of(url + ": " + size + " bytes instead of " + expected.size());
        }
        Sha256 found = Sha256.ofDigest(digest.digest());
        return found.equals(expected.sha256())
                ? Optional.empty()
                : Optional.of(url + ": sha256 " + found + " instead of " + expected.sha256());
    }
}
