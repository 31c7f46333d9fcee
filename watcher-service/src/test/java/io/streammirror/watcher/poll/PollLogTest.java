package io.streammirror.watcher.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.event.UpstreamPolled;
import io.streammirror.event.UpstreamPolled.Outcome;
import io.streammirror.mirror.MirrorName;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.jboss.logging.Logger.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PollLogTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

    private final PollLog log = new PollLog();

    @Test
    void shouldShowOnlyHeartbeatOfIdleMirror() {
        log.level(polled(0, Outcome.ACCEPTED, null));

        assertThat(IntStream.rangeClosed(1, 12)
                        .mapToObj(quarter -> log.level(polled(15 * quarter, Outcome.UNCHANGED, null)))
                        .filter(level -> level == Level.INFO))
                .hasSize(3);
    }

    @Test
    void shouldShowWhateverIsNotIdle() {
        assertThat(log.level(polled(0, Outcome.UNCHANGED, null))).isEqualTo(Level.INFO);
        assertThat(log.level(polled(1, Outcome.ACCEPTED, null))).isEqualTo(Level.INFO);
        assertThat(log.level(polled(2, Outcome.UNREACHABLE, "no connection"))).isEqualTo(Level.WARN);
        assertThat(log.level(polled(3, Outcome.UNCHANGED, "a stream is left out")))
                .isEqualTo(Level.WARN);
        assertThat(log.level(polled(4, Outcome.UNCHANGED, null))).isEqualTo(Level.DEBUG);
    }

    private static UpstreamPolled polled(int minutes, Outcome outcome, @Nullable String reason) {
        return new UpstreamPolled(
                new MirrorName("maas-stable"),
                "run",
                outcome,
                reason,
                null,
                null,
                null,
                NOON.plus(Duration.ofMinutes(minutes)));
    }
}
