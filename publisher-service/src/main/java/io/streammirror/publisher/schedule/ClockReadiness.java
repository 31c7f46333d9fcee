package io.streammirror.publisher.schedule;

import io.streammirror.store.ClockCheck;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Names a wrong clock as the reason why nothing is published. The publisher stays ready: it serves what other publishers publish, and what
 * was published before.
 */
@Readiness
@Singleton
final class ClockReadiness implements HealthCheck {
    private final ClockCheck clocks;

    ClockReadiness(ClockCheck clocks) {
        this.clocks = clocks;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("clock and store agree").up();
        clocks.problem().ifPresent(problem -> response.withData("reason", problem));
        return response.build();
    }
}
