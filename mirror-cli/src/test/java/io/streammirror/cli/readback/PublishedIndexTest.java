package io.streammirror.cli.readback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.streammirror.http.HttpCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublishedIndexTest {
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/there/", 200);
        answer("/new/", 404);
        answer("/broken/", 503);
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void shouldExistUnlessAnswerIsNotFound() throws IOException {
        assertThat(index("/there/").exists()).isTrue();
        assertThat(index("/new/").exists()).isFalse();
    }

    @Test
    void shouldFailWhenAnswerIsAnotherStatus() {
        assertThatThrownBy(() -> index("/broken/").exists()).hasMessageContaining("503");
    }

    private PublishedIndex index(String path) {
        return new PublishedIndex(
                new HttpCalls(),
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path));
    }

    private void answer(String path, int status) {
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }
}
