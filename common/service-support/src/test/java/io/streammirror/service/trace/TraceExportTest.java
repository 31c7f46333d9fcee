package io.streammirror.service.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TraceExportTest {
    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

    @Test
    void nothingIsExportedUnlessAnEndpointIsNamed() {
        assertThat(TraceExport.isWanted(Map.of())).isFalse();
        assertThat(TraceExport.isWanted(Map.of(ENDPOINT, " "))).isFalse();
        assertThat(TraceExport.isWanted(Map.of("OTEL_SERVICE_NAME", "mirror"))).isFalse();
        assertThat(TraceExport.isWanted(Map.of(ENDPOINT, "http://localhost:4318")))
                .isTrue();
        assertThat(TraceExport.isWanted(
                        Map.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://localhost:4318/v1/traces")))
                .isTrue();
    }

    @Test
    void otherStandardVariablesSwitchItOff() {
        assertThat(TraceExport.isWanted(Map.of(ENDPOINT, "http://localhost:4318", "OTEL_SDK_DISABLED", "true")))
                .isFalse();
        assertThat(TraceExport.isWanted(Map.of(ENDPOINT, "http://localhost:4318", "OTEL_TRACES_EXPORTER", "none")))
                .isFalse();
    }

    @Test
    void spansArriveByHttpUnderTheNameOfTheService() throws IOException {
        List<String> received = new CopyOnWriteArrayList<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            received.add(exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
        try (OpenTelemetrySdk sdk = TraceExport.start(
                Map.of(ENDPOINT, "http://localhost:" + receiver.getAddress().getPort()), "stream-mirror-watcher")) {
            Traces.of(sdk).inSpan("poll", step -> 1);

            assertThat(sdk.getSdkTracerProvider()
                            .forceFlush()
                            .join(20, TimeUnit.SECONDS)
                            .isSuccess())
                    .isTrue();
        } finally {
            receiver.stop(0);
        }

        assertThat(received)
                .singleElement()
                .asString()
                .startsWith("/v1/traces ")
                .contains("stream-mirror-watcher", "poll");
    }

    @Test
    void aVariableThatCannotBeUnderstoodIsNamed() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> TraceExport.start(
                        Map.of(ENDPOINT, "http://localhost:4318", "OTEL_EXPORTER_OTLP_TIMEOUT", "soon"), "service"))
                .withMessageContaining("otel.exporter.otlp.timeout");
    }
}
