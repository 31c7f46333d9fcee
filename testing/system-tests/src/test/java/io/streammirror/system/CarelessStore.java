package io.streammirror.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** As much of S3 as a publisher with nothing to do asks for; it takes every object, whatever condition comes with it, and keeps none. */
final class CarelessStore implements AutoCloseable {
    private static final String NOTHING_LISTED =
            "<ListBucketResult><Name>stream-mirror</Name><KeyCount>0</KeyCount><IsTruncated>false</IsTruncated></ListBucketResult>";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    CarelessStore() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", CarelessStore::answer);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                exchange.getResponseHeaders().add("ETag", "\"d41d8cd98f00b204e9800998ecf8427e\"");
                exchange.sendResponseHeaders(200, -1);
            }
            case "DELETE" -> exchange.sendResponseHeaders(204, -1);
            case "HEAD" -> exchange.sendResponseHeaders(404, -1);
            default -> {
                boolean list =
                        String.valueOf(exchange.getRequestURI().getQuery()).contains("list-type");
                send(exchange, list ? 200 : 404, list ? NOTHING_LISTED : "<Error><Code>NoSuchKey</Code></Error>");
            }
        }
        exchange.close();
    }

    private static void send(HttpExchange exchange, int status, String xml) throws IOException {
        byte[] body = xml.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
