package io.streammirror.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.streammirror.http.EnvironmentProxies;
import io.streammirror.http.HttpOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeepAliveProbeTest {
    @Test
    void shouldSeeKeptConnectionWhenServerSendsCodingOfObjectStores() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "aws-chunked");
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'{', '}'});
            exchange.close();
        });
        server.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            Duration timeout = Duration.ofSeconds(5);

            try (var probe = new KeepAliveProbe(url, HttpOptions.of(timeout, timeout, 1), EnvironmentProxies.NONE)) {
                assertThat(probe.answersTwice()).isTrue();
            }
        } finally {
            server.stop(0);
        }
    }
}
