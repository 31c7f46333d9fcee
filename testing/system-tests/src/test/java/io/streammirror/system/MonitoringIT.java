package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes the stack: board and rules find data in it. Grafana itself is not run. */
@OnSharedStack
@Tag("slow")
final class MonitoringIT {
    /** Metrics that have no value on a stack without TLS and without {@code store.capacity}. */
    private static final Set<String> NOT_A_NUMBER_HERE =
            Set.of("stream_mirror_store_free_bytes", "stream_mirror_certificate_expiry_timestamp_seconds");

    @TempDir
    private Path directory;

    private final SharedStack stack;

    MonitoringIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void shouldFindDataForEveryExpressionOfBoardAndRules() throws Exception {
        Promtool.assumeInstalled();
        try (PublishedTree tree = stack.tree("newest")) {
            tree.importNewest();
        }
        try (var prometheus = new PrometheusServer(directory, MetricsIT.servicePorts(stack.ports()))) {
            prometheus.awaitReady();
            Await.until(
                    "all targets are scraped twice",
                    () -> isScraped(prometheus, MetricsIT.servicePorts(stack.ports())));

            assertThat(MonitoringFiles.boardExpressions()).isNotEmpty().allSatisfy(expression -> assertThat(
                            prometheus.query(expression))
                    .as(expression)
                    .isNotEmpty());
            Set<String> metrics = MonitoringFiles.metricsIn(MonitoringFiles.read(MonitoringFiles.RULES)).stream()
                    .filter(name -> !name.endsWith("_total"))
                    .collect(Collectors.toSet());
            assertThat(metrics).isNotEmpty().allSatisfy(name -> {
                assertThat(prometheus.query(name)).as(name).isNotEmpty();
                if (!NOT_A_NUMBER_HERE.contains(name)) {
                    assertThat(prometheus.query(name + " == " + name)).as(name).isNotEmpty();
                }
            });
            Await.until("every rule is evaluated", () -> prometheus.rules().stream()
                    .allMatch(rule -> rule.required("health").asText().equals("ok")));
            assertThat(criticalAlerts(prometheus)).isEmpty();
        }
    }

    /** Tests on the same stack may hold changes back, but nothing of it is critical. */
    private static List<String> criticalAlerts(PrometheusServer prometheus) {
        return prometheus.rules().stream()
                .filter(rule -> rule.path("labels").path("severity").asText().equals("critical"))
                .filter(rule -> rule.path("state").asText().equals("firing"))
                .map(rule -> rule.path("name").asText())
                .toList();
    }

    private static boolean isScraped(PrometheusServer prometheus, List<Integer> ports) {
        JsonNode twice = prometheus.query("count(count_over_time(up[1m]) >= 3 and up == 1)");
        return twice.size() == 1 && twice.get(0).required("value").get(1).asInt() == ports.size();
    }
}
