package io.streammirror.publisher.serve;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that the tree was loaded once; serving it needs neither Kafka nor another check of the log. */
@Readiness
@Singleton
class TreeReadiness implements HealthCheck {
    private final TreeHolder trees;

    TreeReadiness(TreeHolder trees) {
        this.trees = trees;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("served tree").status(isReady()).build();
    }

    void register(@Observes StartupEvent event, MeterRegistry registry) {
        Gauge.builder("stream.mirror.serving", this, readiness -> readiness.isReady() ? 1 : 0)
                .description("1 while this publisher has a tree to serve")
                .register(registry);
    }

    private boolean isReady() {
        return trees.current().filter(ServedTree::isServable).isPresent();
    }
}
