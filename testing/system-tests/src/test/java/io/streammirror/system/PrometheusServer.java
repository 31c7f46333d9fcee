package io.streammirror.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A real Prometheus on loopback that scrapes services of this machine every second, with the rules of the project. */
final class PrometheusServer implements AutoCloseable {
    private static final int STOP_SECONDS = 10;

    private final Process process;
    private final int port;

    PrometheusServer(Path directory, Collection<Integer> ports) throws IOException {
        port = freePort();
        String targets =
                ports.stream().map(target -> "'127.0.0.1:" + target + "'").collect(Collectors.joining(", "));
        Path configuration =
                Files.writeString(directory.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, evaluation_interval: 2s}
                rule_files: ['%s']
                scrape_configs:
                  - job_name: stream-mirror
                    metrics_path: /q/metrics
                    static_configs: [{targets: [%s]}]
                """.formatted(MonitoringFiles.RULES, targets));
        process = new ProcessBuilder(List.of(
                        "prometheus",
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + directory.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + port))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
    }

    /** Until then it answers 503 to everything. */
    void awaitReady() {
        Await.until("Prometheus is ready", () -> new Web().isOk(url("/-/ready")));
    }

    /** The results of an expression, now. */
    JsonNode query(String expression) {
        return get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .required("result");
    }

    /** The states of all rules. */
    List<JsonNode> rules() {
        return get("/api/v1/rules").findValues("rules").stream()
                .flatMap(rules -> rules.findParents("health").stream())
                .toList();
    }

    private JsonNode get(String path) {
        try {
            JsonNode answer = new ObjectMapper().readTree(new Web().body(url(path)));
            if (!answer.path("status").asText().equals("success")) {
                throw new AssertionError(path + ": " + answer);
            }
            return answer.required("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
