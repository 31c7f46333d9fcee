package io.streammirror.decision;

import static io.streammirror.decision.Decisions.NOON;
import static io.streammirror.decision.Decisions.hash;
import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.codec.Json;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.StoreKeys;
import io.streammirror.testing.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every entry carries the whole state, so the state must have an end whatever happens. */
final class BoundedStateTest {
    private static final int MAX_BYTES = 256 * 1024;
    private static final PublicationRetention DEFAULT = new PublicationRetention(10, Duration.ofDays(2));

    private final ManualClock clock = new ManualClock(NOON);
    private final InMemoryObjectStore store = new InMemoryObjectStore(clock);
    private final DecisionLog log = new DecisionLog(store, clock, "test");

    @Test
    void shouldKeepEntriesSmallWhenFourMirrorsPublishTwoThousandTimes() {
        assertThat(size(4, 2_000)).isLessThan(MAX_BYTES);
        assertThat(size(4, 20_000)).isLessThan(MAX_BYTES);
    }

    @Test
    void shouldKeepEntriesSmallWhenThereAreFiftyBusyMirrors() {
        assertThat(size(50, 2_000)).isLessThan(MAX_BYTES);
    }

    @Test
    void shouldWriteEntriesOfTheBoundedState() {
        LogState busy = busy(4, 2_000);
        log.append(head -> Optional.of(new Proposal(new Decision.MirrorOnHold(new MirrorName("mirror-0")), busy)));

        assertThat(store.read(StoreKeys.logEntry(1), MAX_BYTES)).isNotEmpty();
        assertThat(log.head().state()).isEqualTo(busy);
    }

    private int size(int mirrors, int publications) {
        return Json.pretty(busy(mirrors, publications)).length;
    }

    /** The state after so many publications, one every four seconds. */
    private LogState busy(int mirrors, int publications) {
        LogState state = LogState.EMPTY;
        for (int i = 0; i < publications; i++) {
            Instant now = NOON.plusSeconds(4L * i);
            var mirror = new MirrorName("mirror-" + i % mirrors);
            var live = new LivePublication(hash("p" + i), hash("c"), now, i + 1, "f".repeat(40));
            state = state.with(mirror, state.mirror(mirror).withLive(live, now, DEFAULT));
        }
        return state;
    }

    @Test
    void shouldKeepTheNewestAndOneAnHourWhenPublicationsAreThinnedOut() {
        MirrorState state = MirrorState.EMPTY;
        for (int minute = 0; minute < 60 * 60; minute++) {
            Instant now = NOON.plus(Duration.ofMinutes(minute));
            state = state.withLive(Decisions.publication("p" + minute, minute + 1), now, DEFAULT);
        }

        List<Duration> ages = state.superseded().stream()
                .map(former -> Duration.between(former.supersededAt(), NOON.plus(Duration.ofMinutes(60 * 60 - 1))))
                .toList();
        assertThat(ages).hasSizeLessThanOrEqualTo(PublicationRetention.MAX_KEPT);
        assertThat(ages.subList(0, PublicationRetention.DENSE))
                .isEqualTo(IntStream.range(0, PublicationRetention.DENSE)
                        .mapToObj(Duration::ofMinutes)
                        .toList());
        assertThat(IntStream.range(1, 47)).allMatch(hour -> ages.stream().anyMatch(age -> age.toHours() == hour));
    }

    @Test
    void shouldKeepTheConfiguredNumberWhenAllAreOld() {
        MirrorState state = MirrorState.EMPTY;
        for (int day = 0; day < 30; day++) {
            state = state.withLive(
                    Decisions.publication("p" + day, day + 1), NOON.plus(Duration.ofDays(10L * day)), DEFAULT);
        }

        assertThat(state.superseded()).hasSize(10);
    }

    @Test
    void shouldKeepTheMarksOfListedStreamsWhenUpstreamInventsNewOnesForEver() {
        UpstreamMarks marks = UpstreamMarks.NONE;
        for (int i = 0; i < 500; i++) {
            marks = marks.then(marks(List.of("kept", "invented-" + i), i));
        }

        assertThat(marks.streams()).hasSize(UpstreamMarks.MAX_STREAMS).containsKey(new ContentId("kept"));
        assertThat(marks.then(marks(List.of("kept", "invented-499"), 499))).isEqualTo(marks);
    }

    @Test
    void shouldNameEachSuspicionWhenThereAreTooManyObjections() {
        var objections = new ArrayList<Objection>();
        for (int i = 0; i < 1_000; i++) {
            objections.add(new Objection(Suspicion.ROLLBACK, "stream " + i));
        }
        objections.add(new Objection(Suspicion.MASS_REMOVAL, "all"));

        var change = new HeldChange(hash("h"), hash("d"), hash("w"), UpstreamMarks.NONE, objections, NOON);

        assertThat(change.objections()).hasSize(Objection.MAX);
        assertThat(change.suspicions()).containsExactly(Suspicion.ROLLBACK, Suspicion.MASS_REMOVAL);
        assertThat(change.isFor(hash("h"), objections)).isTrue();
    }

    @Test
    void shouldForgetAMirrorThatIsNotConfigured() {
        var gone = new MirrorName("gone");
        LogState state = LogState.EMPTY
                .with(gone, MirrorState.EMPTY.withRefused(new UpstreamRefusal("x", NOON)))
                .withUnconfigured(gone, NOON)
                .withUnconfigured(gone, NOON.plusSeconds(9));

        assertThat(state.unconfiguredSince(gone)).contains(NOON);
        assertThat(state.withConfigured(gone).unconfiguredSince(gone)).isEmpty();
        assertThat(state.without(gone)).isEqualTo(LogState.EMPTY);
    }

    private static UpstreamMarks marks(List<String> streams, int time) {
        var marks = new TreeMap<ContentId, HighWater>();
        streams.forEach(name -> marks.put(new ContentId(name), new HighWater(NOON.plusSeconds(time), hash(name))));
        return new UpstreamMarks(marks, null);
    }
}
