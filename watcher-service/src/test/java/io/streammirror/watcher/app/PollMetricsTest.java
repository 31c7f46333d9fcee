package io.streammirror.watcher.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.streammirror.config.SettingsFixture;
import io.streammirror.event.UpstreamPolled;
import io.streammirror.event.UpstreamPolled.Outcome;
import io.streammirror.mirror.MirrorName;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PollMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private final PollMetrics metrics = new PollMetrics(
            SettingsFixture.settings(
                    SettingsFixture.mirror("stable").build(),
                    SettingsFixture.mirror("candidate").build()),
            registry);

    @Test
    void shouldCountPollsByMirrorAndOutcome() {
        metrics.polled(poll("stable", Outcome.UNCHANGED, 1));
        metrics.polled(poll("stable", Outcome.UNCHANGED, 2));
        metrics.polled(poll("candidate", Outcome.HELD, 3));

        assertThat(polls("stable", "unchanged").count()).isEqualTo(2);
        assertThat(polls("candidate", "held").count()).isEqualTo(1);
    }

    @Test
    void shouldHaveAllSeriesFromStart() {
        for (String mirror : new String[] {"stable", "candidate"}) {
            for (Outcome outcome : Outcome.values()) {
                assertThat(polls(mirror, outcome.name().toLowerCase(Locale.ROOT))
                                .count())
                        .isZero();
            }
            assertThat(answered(mirror)).isNaN();
        }
    }

    @Test
    void shouldKeepTimeOfLastAnswerWhileUpstreamIsUnreachable() {
        metrics.polled(poll("stable", Outcome.UNCHANGED, 100));
        metrics.polled(poll("stable", Outcome.UNREACHABLE, 200));

        assertThat(answered("stable")).isEqualTo(100);
    }

    private Counter polls(String mirror, String outcome) {
        return registry.get("stream.mirror.polls")
                .tags("mirror", mirror, "outcome", outcome)
                .counter();
    }

    private double answered(String mirror) {
        return registry.get("stream.mirror.upstream.answered.timestamp")
                .tag("mirror", mirror)
                .timeGauge()
                .value(TimeUnit.SECONDS);
    }

    private static UpstreamPolled poll(String mirror, Outcome outcome, long second) {
        return new UpstreamPolled(
                new MirrorName(mirror), "run-1", outcome, null, null, null, null, Instant.ofEpochSecond(second));
    }
}
