package io.streammirror.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/** Serves the files of a directory on loopback, as any web server does; the directory can be replaced at any time. */
final class DirectoryServer implements AutoCloseable {
    private final AtomicReference<Path> root;
    private final HttpServer server;

    DirectoryServer(Path directory) {
        root = new AtomicReference<>(directory);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void serve(Path directory) {
        root.set(directory);
    }

    private void answer(HttpExchange exchange) throws IOException {
        Path file = root.get().resolve(exchange.getRequestURI().getPath().substring(1));
        try (exchange) {
            if (Files.isRegularFile(file)) {
                byte[] bytes = Files.readAllBytes(file);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
