package io.streammirror.publisher.serve;

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
        return HealthCheckResponse.named("served tree")
                .status(trees.current().filter(ServedTree::isServable).isPresent())
                .build();
    }
}
