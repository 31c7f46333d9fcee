package io.streammirror.watcher.poll;

import static io.streammirror.upstream.FakeTree.INDEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.event.CatalogAccepted;
import io.streammirror.event.ItemRequested;
import io.streammirror.event.UpstreamPolled;
import io.streammirror.mirror.MirrorName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollSchedulerTest {
    private static final Duration INTERVAL = Duration.ofMinutes(15);

    /** The bits from which a generator makes 0.5: no jitter. */
    private static final long MIDDLE = 1L << 63;

    private final FakeScheduler scheduler = new FakeScheduler();
    private final List<UpstreamPolled> announced = new ArrayList<>();
    private final PollScheduler schedule = new PollScheduler(scheduler, () -> MIDDLE, announced::add);
    private final WatchedMirror mirror = new WatchedMirror();

    @BeforeEach
    void start() {
        schedule.start(WatchedMirror.NAME, INTERVAL, mirror.poll);
    }

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    @Test
    void shouldPollAtOnceAndThenAfterTheInterval() {
        assertThat(scheduler.pending()).containsExactly(Duration.ZERO);

        scheduler.runNext();

        assertThat(scheduler.pending()).containsExactly(INTERVAL);
        assertThat(announced).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 810", "-1, 990"})
    void shouldJitterIntervalByATenth(long bits, long seconds) {
        var other = new FakeScheduler();
        new PollScheduler(other, () -> bits, poll -> {}).start(WatchedMirror.NAME, INTERVAL, mirror.poll);

        other.runNext();

        assertThat(other.pending()).hasSize(1).first().satisfies(delay -> assertThat(delay)
                .isCloseTo(Duration.ofSeconds(seconds), Duration.ofMillis(1)));
        other.shutdownNow();
    }

    @Test
    void shouldBackOffAfterFailures() {
        mirror.tree.reachable(false);

        scheduler.runNext();
        assertThat(scheduler.pending()).containsExactly(PollScheduler.FIRST_BACKOFF);
        scheduler.runNext();
        assertThat(scheduler.pending()).containsExactly(PollScheduler.FIRST_BACKOFF.multipliedBy(2));
        for (int failure = 0; failure < 20; failure++) {
            scheduler.runNext();
        }

        assertThat(scheduler.pending()).containsExactly(INTERVAL);
    }

    @Test
    void shouldPauseWhenUpstreamAsks() {
        mirror.tree.busyFor(Optional.of(Duration.ofHours(2)));

        scheduler.runNext();

        assertThat(scheduler.pending()).containsExactly(Duration.ofHours(2));
        assertThat(mirror.tree.reads()).as("no try in between").hasSize(1);
        mirror.tree.busyFor(Optional.empty());
        scheduler.runNext();
        assertThat(scheduler.pending()).containsExactly(INTERVAL);
    }

    @Test
    void shouldEndBackOffWhenAPollWorks() {
        mirror.tree.reachable(false);
        scheduler.runNext();
        mirror.tree.reachable(true);

        scheduler.runNext();

        assertThat(scheduler.pending()).containsExactly(INTERVAL);
    }

    @Test
    void shouldGoOnPollingAfterAnError() {
        mirror.tree.beforeRead(INDEX, () -> {
            throw new OutOfMemoryError("a document too many");
        });

        scheduler.runNext();

        assertThat(scheduler.pending()).containsExactly(PollScheduler.FIRST_BACKOFF);
    }

    @Test
    void shouldReplaceNextPollByOneOnDemand() {
        scheduler.runNext();

        schedule.pollNow(WatchedMirror.NAME);
        schedule.pollNow(WatchedMirror.NAME);

        assertThat(scheduler.pending()).containsExactly(Duration.ZERO);
    }

    @Test
    void shouldPollAgainAtOnceWhenAskedDuringAPoll() {
        mirror.tree.beforeRead(INDEX, () -> {
            schedule.pollNow(WatchedMirror.NAME);
            schedule.pollNow(WatchedMirror.NAME);
            assertThat(scheduler.pending()).hasSize(1); // the one that runs: no thread is kept waiting
        });

        scheduler.runNext();
        assertThat(scheduler.pending()).containsExactly(Duration.ZERO);
        scheduler.runNext();

        assertThat(scheduler.pending()).containsExactly(INTERVAL);
    }

    @Test
    void shouldIgnorePollOfUnknownMirror() {
        schedule.pollNow(new MirrorName("unknown"));

        assertThat(scheduler.pending()).containsExactly(Duration.ZERO);
    }

    @Test
    void shouldAnnounceEverythingAgainWhenStartingOver() {
        scheduler.runNext();

        schedule.startOver();
        scheduler.runNext();

        assertThat(mirror.channel.sent(CatalogAccepted.class)).hasSize(2);
    }

    @Test
    void shouldResumeAcceptedCatalogBeforeTheFirstPoll() {
        scheduler.runNext();
        mirror.tree.reachable(false);
        var other = new FakeScheduler();
        new PollScheduler(other, () -> MIDDLE, poll -> {}).start(WatchedMirror.NAME, INTERVAL, mirror.newProcess());
        mirror.channel.sent().clear();

        other.runNext();

        assertThat(mirror.channel.sent(ItemRequested.class)).hasSize(1);
        other.shutdownNow();
    }

    @Test
    void shouldScheduleNothingAfterTheEnd() {
        scheduler.runNext();
        schedule.pollNow(WatchedMirror.NAME);
        scheduler.refuse();

        scheduler.runNext();

        assertThat(scheduler.pending()).isEmpty();
    }
}
