package io.streammirror.publisher.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.config.Settings;
import io.streammirror.config.SettingsFixture;
import io.streammirror.config.SettingsReader;
import io.streammirror.decision.MirrorState;
import io.streammirror.event.UpstreamPolled;
import io.streammirror.event.UpstreamPolled.Outcome;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.testing.time.ManualClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConditionsTest {
    private static final String FAILING = "failing/maas-stable";

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-29T12:00:00Z"));
    private final Settings settings = SettingsFixture.mirror(NotifiedLog.MIRROR).alone();
    private final PublisherState state = new PublisherState(settings, clock);
    private final AtomicLong storedBytes = new AtomicLong();
    private final Conditions conditions = new Conditions(
            NotifiedLog.keys(URI.create("http://hooks.example/")), settings, state, storedBytes::get, clock);

    @Test
    void shouldReportFailureWhenItHasLastedLongEnough() {
        polled(Outcome.UNREACHABLE);

        assertThat(conditions.lasting()).isEmpty();
        clock.advance(Duration.ofMinutes(59));
        assertThat(conditions.lasting()).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        assertThat(conditions.lasting()).containsOnlyKeys(FAILING);
        assertThat(conditions.isOver(FAILING)).isFalse();
    }

    @Test
    void shouldStartAgainWhenUpstreamAnsweredMeanwhile() {
        polled(Outcome.UNREACHABLE);
        assertThat(conditions.lasting()).isEmpty();
        clock.advance(Duration.ofMinutes(50));
        polled(Outcome.UNCHANGED);
        assertThat(conditions.lasting()).isEmpty();
        polled(Outcome.FAILED);
        clock.advance(Duration.ofMinutes(50));

        assertThat(conditions.lasting()).isEmpty();
    }

    @Test
    void shouldTakeHeldChangeForNoFailure() {
        polled(Outcome.HELD);
        assertThat(conditions.lasting()).isEmpty();
        clock.advance(Duration.ofDays(2));

        assertThat(conditions.lasting()).isEmpty();
    }

    @Test
    void shouldKnowThatFailureIsOverOnlyAfterLogAndPollWereSeen() {
        assertThat(conditions.isOver(FAILING)).isFalse();
        polled(Outcome.UNCHANGED);
        assertThat(conditions.isOver(FAILING)).isFalse();
        state.update(NotifiedLog.MIRROR, view -> view.withSnapshot(null, null, MirrorState.EMPTY));

        assertThat(conditions.isOver(FAILING)).isTrue();
    }

    @Test
    void shouldForgetMirrorThatIsNoLongerConfigured() {
        assertThat(conditions.isOver("failing/removed")).isTrue();
    }

    @Test
    void shouldReportNothingOfStoreWithoutCapacity() {
        storedBytes.set(Long.MAX_VALUE);

        assertThat(conditions.lasting()).isEmpty();
        assertThat(conditions.isOver("store-low")).isTrue();
    }

    @Test
    void shouldReportLowStoreOnceUntilItHasRoomAgain(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("mirror.yaml"), """
                stream-mirror:
                  mirrors: { maas-stable: { source: 'http://images.example/', path: /m } }
                  store: { capacity: 1000 }
                """);
        var limited = new Conditions(
                NotifiedLog.keys(URI.create("http://hooks.example/")),
                SettingsReader.read(file, directory, Map.of()),
                state,
                storedBytes::get,
                clock);

        assertThat(limited.lasting()).isEmpty();
        storedBytes.set(900);
        assertThat(limited.lasting()).isEmpty();
        storedBytes.set(901);
        assertThat(limited.lasting()).containsOnlyKeys("store-low");
        storedBytes.set(895);
        assertThat(limited.lasting()).isEmpty();
        assertThat(limited.isOver("store-low")).isFalse();
        storedBytes.set(890);
        assertThat(limited.isOver("store-low")).isTrue();
    }

    private void polled(Outcome outcome) {
        state.observe(
                new UpstreamPolled(NotifiedLog.MIRROR, "run", outcome, "reason", null, null, null, clock.instant()));
    }
}
