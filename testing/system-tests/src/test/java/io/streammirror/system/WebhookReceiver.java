package io.streammirror.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.streammirror.codec.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A receiver of webhooks on loopback, which can fail, stall and restart. */
final class WebhookReceiver implements AutoCloseable {
    /** What becomes of a request. */
    enum Behaviour {
        TAKES,
        FAILS,
        /** Gives no answer until the receiver stops. */
        STALLS
    }

    /** A request that came. */
    record Delivery(Behaviour behaviour, String id, String timestamp, String signature, String body) {
        JsonNode event() {
            try {
                return Json.parse(body.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String type() {
            return event().path("type").asText();
        }

        String subject() {
            return event().path("subject").asText();
        }
    }

    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Behaviour behaviour = Behaviour.TAKES;
    private HttpServer server = listen(0);

    private HttpServer listen(int port) {
        try {
            HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            listening.createContext("/", this::answer);
            listening.setExecutor(threads);
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        Behaviour now = behaviour;
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        deliveries.add(new Delivery(
                now,
                exchange.getRequestHeaders().getFirst("webhook-id"),
                exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                exchange.getRequestHeaders().getFirst("webhook-signature"),
                body));
        if (now == Behaviour.STALLS) {
            awaitEnd();
        }
        exchange.sendResponseHeaders(now == Behaviour.TAKES ? 204 : 503, -1);
        exchange.close();
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    }

    void become(Behaviour next) {
        behaviour = next;
    }

    /** Those that met a behaviour, in the order in which they came. */
    List<Delivery> deliveries(Behaviour met) {
        return deliveries.stream()
                .filter(delivery -> delivery.behaviour() == met)
                .toList();
    }

    /** Closes all connections; the port refuses others. */
    void stop() {
        server.stop(0);
    }

    /** Listens on the same port again. */
    void restart() {
        server = listen(server.getAddress().getPort());
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
