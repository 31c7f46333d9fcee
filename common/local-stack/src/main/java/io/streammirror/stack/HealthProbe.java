package io.streammirror.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a service on loopback whether it is ready. */
final class HealthProbe {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final int OK = 200;

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    private HealthProbe() {}

    static boolean isReady(int port) throws InterruptedException {
        var url = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
        try {
            return HTTP.send(HttpRequest.newBuilder(url).timeout(TIMEOUT).build(), BodyHandlers.discarding())
                            .statusCode()
                    == OK;
        } catch (IOException e) {
            return false;
        }
    }
}
