package io.streammirror.watcher.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.streammirror.event.UpstreamPolled;
import io.streammirror.event.UpstreamPolled.Outcome;
import io.streammirror.mirror.MirrorName;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PollMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PollMetrics metrics = new PollMetrics(registry);

    @Test
    void pollsAreCountedByMirrorAndOutcome() {
        metrics.polled(poll("stable", Outcome.UNCHANGED, 1));
        metrics.polled(poll("stable", Outcome.UNCHANGED, 2));
        metrics.polled(poll("candidate", Outcome.HELD, 3));

        assertThat(registry.get("mirror.polls")
                        .tags("mirror", "stable", "outcome", "unchanged")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("mirror.polls")
                        .tags("mirror", "candidate", "outcome", "held")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void theTimeOfTheLastAnswerStandsWhileUpstreamIsAway() {
        metrics.polled(poll("stable", Outcome.UNCHANGED, 100));
        metrics.polled(poll("stable", Outcome.UNREACHABLE, 200));

        assertThat(registry.get("mirror.upstream.answered.timestamp")
                        .tag("mirror", "stable")
                        .timeGauge()
                        .value(TimeUnit.SECONDS))
                .isEqualTo(100);
    }

    private static UpstreamPolled poll(String mirror, Outcome outcome, long second) {
        return new UpstreamPolled(
                new MirrorName(mirror), "run-1", outcome, null, null, null, null, Instant.ofEpochSecond(second));
    }
}
