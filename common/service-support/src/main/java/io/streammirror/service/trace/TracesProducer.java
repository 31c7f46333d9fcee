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

/** Makes traces injectable, and exports the last spans at shutdown. */
@Singleton
public class TracesProducer {
    private static final Logger LOG = Logger.getLogger(TracesProducer.class);

    /** A receiver that does not answer must not delay the shutdown. */
    private static final long SHUTDOWN_SECONDS = 2;

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
            LOG.info("Traces are exported to the endpoint of the OTEL_ variables");
            return Traces.of(started);
        } catch (RuntimeException e) {
            // Traces are optional, so the service starts without them.
            LOG.errorf(
                    "Traces are not exported, because an OTEL_ environment variable is wrong reason=%s",
                    e.getMessage());
            return Traces.OFF;
        }
    }

    @PreDestroy
    void end() {
        if (sdk != null) {
            sdk.shutdown().join(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        }
    }
}
