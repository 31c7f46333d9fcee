package io.streammirror.service.trace;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes traces injectable, and sends off the last of them at the end. */
@Singleton
public class TracesProducer {
    private static final Logger LOG = Logger.getLogger(TracesProducer.class);

    /** A receiver that is away must not hold up the end of a service. */
    private static final long FAREWELL_SECONDS = 2;

    private final String service;
    private @Nullable OpenTelemetrySdk sdk;

    TracesProducer(@ConfigProperty(name = "quarkus.application.name") String application) {
        this.service = "stream-mirror-" + application;
    }

    @Produces
    @Singleton
    Traces traces() {
        Map<String, String> environment = System.getenv();
        if (!TraceExport.isWanted(environment)) {
            return Traces.OFF;
        }
        try {
            OpenTelemetrySdk started = TraceExport.start(environment, service);
            sdk = started;
            LOG.info("Traces are exported, as OTEL_EXPORTER_OTLP_ENDPOINT asks for");
            return Traces.of(started);
        } catch (RuntimeException e) {
            // A mirror without traces is better than none.
            LOG.errorf("Traces are not exported, the environment variables OTEL_… are wrong reason=%s", e.getMessage());
            return Traces.OFF;
        }
    }

    @PreDestroy
    void end() {
        if (sdk != null) {
            sdk.shutdown().join(FAREWELL_SECONDS, TimeUnit.SECONDS);
        }
    }
}
