package io.streammirror.service.trace;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Whether traces are exported, and where to: what the environment variables of OpenTelemetry say. Nothing is exported, and nothing of the
 * SDK loaded, unless one of them names an endpoint.
 */
final class TraceExport {
    private static final Set<String> ENDPOINTS =
            Set.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");

    private TraceExport() {}

    static boolean isWanted(Map<String, String> environment) {
        return ENDPOINTS.stream()
                        .anyMatch(name -> !environment.getOrDefault(name, "").isBlank())
                && !environment.getOrDefault("OTEL_SDK_DISABLED", "").strip().equalsIgnoreCase("true")
                && !environment.getOrDefault("OTEL_TRACES_EXPORTER", "").strip().equals("none");
    }

    /**
     * Starts exporting.
     *
     * @param service the name of this service where the environment has none
     * @throws RuntimeException when a variable cannot be understood, saying which
     */
    static OpenTelemetrySdk start(Map<String, String> environment, String service) {
        return AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> properties(environment, service))
                // Quarkus ends it, when the last span is over.
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
    }

    private static Map<String, String> properties(Map<String, String> environment, String service) {
        var properties = new HashMap<String, String>();
        properties.put("otel.service.name", service);
        properties.put("otel.exporter.otlp.protocol", "http/protobuf");
        // Prometheus reads the metrics, and whoever runs the service its log lines.
        properties.put("otel.metrics.exporter", "none");
        properties.put("otel.logs.exporter", "none");
        environment.forEach((name, value) -> {
            if (name.startsWith("OTEL_") && !value.isBlank()) {
                properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        return properties;
    }
}
