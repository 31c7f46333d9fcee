package io.streammirror.publisher.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.streammirror.codec.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A receiver of webhooks on loopback, which fails, stalls and restarts as a test wants. */
final class FakeReceiver implements AutoCloseable {
    /** One request that arrived. */
    record Arrival(Map<String, List<String>> headers, String body) {
        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0))
                    .findFirst()
                    .orElse("");
        }

        JsonNode event() {
            return Json.read(body.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        }
    }

    private final ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private final List<Arrival> taken = new CopyOnWriteArrayList<>();
    private final List<Arrival> refused = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean stalls;
    private HttpServer server;

    FakeReceiver() throws IOException {
        server = listen(0);
    }

    private HttpServer listen(int port) throws IOException {
        HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        listening.createContext("/", this::answer);
        listening.setExecutor(threads);
        listening.start();
        return listening;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var arrival = new Arrival(
                Map.copyOf(exchange.getRequestHeaders()),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (stalls) {
            refused.add(arrival);
            awaitClose();
        }
        Integer status = statuses.poll();
        if (status != null && status / 100 == 3) {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
        }
        (status == null ? taken : refused).add(arrival);
        exchange.sendResponseHeaders(status == null ? 204 : status, -1);
        exchange.close();
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook?token=sesame");
    }

    /** The next answers; after them it takes everything. */
    void answerNext(Integer... next) {
        statuses.addAll(List.of(next));
    }

    /** Answers nothing from now on. */
    void stall() {
        stalls = true;
    }

    void recover() {
        stalls = false;
    }

    void stop() {
        server.stop(0);
    }

    void restart() throws IOException {
        server = listen(server.getAddress().getPort());
    }

    List<Arrival> taken() {
        return taken;
    }

    List<Arrival> refused() {
        return refused;
    }

    /** The types of the events that it took, in order. */
    List<String> types() {
        return taken.stream()
                .map(arrival -> arrival.event().path("type").asText())
                .toList();
    }

    List<String> ids() {
        return taken.stream().map(arrival -> arrival.header("webhook-id")).toList();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
