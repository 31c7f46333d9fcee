package io.streammirror.cli.readback;

import io.streammirror.simplestreams.Payload;
import io.streammirror.simplestreams.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;

/** Downloads items whole and keeps nothing but the verdict; follows no redirect, as MAAS does not. */
public final class ItemDownload {
    /** MAAS itself gives an item up when nothing comes for ten seconds. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** What is wrong with the item at an address; empty when status, size and hash are right. */
    Optional<String> fault(URI url, Payload expected) {
        HttpRequest request =
                HttpRequest.newBuilder(url).timeout(ANSWER_TIMEOUT).build();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return response.statusCode() == 200
                        ? compare(url, body, expected)
                        : Optional.of(url + ": HTTP status " + response.statusCode());
            }
        } catch (IOException e) {
            return Optional.of(url + ": " + e.getClass().getSimpleName() + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(url + ": interrupted");
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
