package io.streammirror.service.trace;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Configures the export of traces from the environment variables of OpenTelemetry. Unless one of them names an
 * endpoint, nothing is exported and no class of the SDK is loaded.
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
     * @param service name of this service, unless the environment names another
     * @throws RuntimeException that names a variable which cannot be parsed
     */
    static OpenTelemetrySdk start(Map<String, String> environment, String service) {
        return AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> properties(environment, service))
                // Quarkus shuts it down after the last span.
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
    }

    private static Map<String, String> properties(Map<String, String> environment, String service) {
        var properties = new HashMap<String, String>();
        properties.put("otel.service.name", service);
        properties.put("otel.exporter.otlp.protocol", "http/protobuf");
        // Metrics go to Prometheus and logs to the console.
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
