package io.streammirror.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes traces as a collector does, by OTLP over HTTP, and keeps what it got. */
final class TraceReceiver implements AutoCloseable {
    /**
     * A span.
     *
     * @param service that made it
     * @param parent empty for the first of a trace
     * @param start nanoseconds since 1970
     * @param end nanoseconds since 1970
     */
    record Span(String service, String trace, String id, String parent, String name, long start, long end) {}

    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<String> raw = new CopyOnWriteArrayList<>();

    TraceReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", this::receive);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Span> spans() {
        return List.copyOf(spans);
    }

    /** All that came, byte by byte. */
    String raw() {
        return String.join("\n", raw);
    }

    private void receive(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        raw.add(new String(body, StandardCharsets.ISO_8859_1));
        new WireMessage(body).messages(1).forEach(this::keep);
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private void keep(WireMessage ofService) {
        String service = ofService.messages(1).stream()
                .flatMap(resource -> resource.messages(1).stream())
                .filter(attribute -> attribute.text(1).equals("service.name"))
                .flatMap(attribute -> attribute.messages(2).stream())
                .map(value -> value.text(1))
                .findFirst()
                .orElse("");
        ofService.messages(2).stream()
                .flatMap(scope -> scope.messages(2).stream())
                .map(span -> new Span(
                        service, span.hex(1), span.hex(2), span.hex(4), span.text(5), span.number(7), span.number(8)))
                .forEach(spans::add);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
