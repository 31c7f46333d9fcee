package io.streammirror.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A plain HTTP/1.1 client that follows no redirect, as MAAS does not. */
final class Web {
    /** MAAS gives up when nothing comes for ten seconds. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    HttpResponse<byte[]> get(URI url, String... headers) {
        return send("GET", url, headers);
    }

    HttpResponse<byte[]> head(URI url) {
        return send("HEAD", url);
    }

    private HttpResponse<byte[]> send(String method, URI url, String... headers) {
        var request = HttpRequest.newBuilder(url).timeout(TIMEOUT).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + url, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether it is there; not while no server answers. */
    boolean isOk(URI url) {
        try {
            return get(url).statusCode() == 200;
        } catch (UncheckedIOException nobodyThere) {
            return false;
        }
    }

    /** The body of a document that must be there. */
    byte[] body(URI url) {
        HttpResponse<byte[]> response = get(url);
        if (response.statusCode() != 200) {
            throw new AssertionError(url + ": HTTP status " + response.statusCode());
        }
        return response.body();
    }
}
