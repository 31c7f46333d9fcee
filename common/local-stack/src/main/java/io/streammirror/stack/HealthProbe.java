package io.streammirror.stack;

import io.streammirror.http.HttpCalls;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Asks a service on loopback whether it is ready. */
final class HealthProbe {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final int OK = 200;

    private static final HttpCalls HTTP = new HttpCalls();

    private HealthProbe() {}

    static boolean isReady(int port) throws InterruptedException {
        var url = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
        try {
            return HTTP.status("GET", url, TIMEOUT) == OK;
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the stack ends");
            }
            return false;
        }
    }
}
