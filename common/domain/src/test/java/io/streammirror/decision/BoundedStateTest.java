package io.streammirror.decision;

import static io.streammirror.decision.Decisions.NOON;
import static io.streammirror.decision.Decisions.hash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.streammirror.codec.Json;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.VersionName;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void shouldNotGrowWithTimeWhenMirrorsPublishOnAndOn() {
        int afterTwoDays = size(1, 45_000);

        assertThat(size(1, 90_000)).isCloseTo(afterTwoDays, withinPercentage(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 20})
    void shouldKeepEntriesSmallWhenMirrorsHaveTheMostOfEverything(int mirrors) {
        LogState full = full(mirrors);
        var name = new MirrorName("mirror-0");
        HeldChange held = full.mirror(name).held();
        var decision = new Decision.UpstreamHeld(name, hash("h"), hash("d"), held.objections());
        log.append(head -> Optional.of(new Proposal(decision, full)));

        assertThat(store.read(StoreKeys.logEntry(1), 1 << 20)).hasSizeLessThan(MAX_BYTES);
        assertThat(log.head().state()).isEqualTo(full);
        assertThat(full.mirrors().values()).allSatisfy(state -> {
            assertThat(state.superseded()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(state.marks().index()).isNotNull();
            assertThat(state.marks().streams()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(state.held().objections()).hasSize(Objection.MAX);
        });
    }

    @Test
    void shouldStayWritableWhenFiftyMirrorsHaveTheMostOfEverything() {
        assertThat(Json.pretty(full(50))).hasSizeLessThan(DecisionLog.MAX_ENTRY_BYTES / 2);
    }

    @Test
    void shouldGiveUpTheOldestMarksWhenThereAreTooMany() {
        UpstreamMarks marks = full(4).mirror(new MirrorName("mirror-1")).marks();

        assertThat(marks.streams())
                .hasSizeLessThan(UpstreamMarks.MAX_STREAMS)
                .containsKey(stream(UpstreamMarks.MAX_STREAMS - 1))
                .doesNotContainKey(stream(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void shouldEstimateNoLessThanAStateTakes(int mirrors) {
        full(mirrors).mirrors().forEach((name, state) -> {
            int written = Json.pretty(LogState.EMPTY.with(name, state)).length;
            assertThat(StateSize.of(state)).isBetween(written, written * 5 / 4);
        });
    }

    /** Each mirror with as much of everything as is taken for it. */
    private static LogState full(int mirrors) {
        LogState state = LogState.EMPTY;
        for (int i = 0; i < mirrors * 150; i++) {
            var mirror = new MirrorName("mirror-" + i % mirrors);
            MirrorState before = state.mirror(mirror);
            Instant now = NOON.plusSeconds(i);
            var live = new LivePublication(hash("p" + i), hash("c"), now, i + 1, "F".repeat(40));
            state = state.with(mirror, before.withLive(live, now, DEFAULT));
        }
        for (int i = 0; i < mirrors; i++) {
            var mirror = new MirrorName("mirror-" + i);
            UpstreamMarks marks = fullMarks();
            var accepted = new AcceptedCatalog(hash("c"), NOON, 1, hash("w"));
            List<Objection> objections = IntStream.range(0, 100)
                    .mapToObj(stream -> new Objection(
                            Suspicion.ROLLBACK,
                            stream(stream) + " is of " + NOON + ", but " + NOON + " was seen before"))
                    .toList();
            state = state.with(mirror, state.mirror(mirror).withCatalog(accepted, marks));
            state = state.with(
                    mirror,
                    state.mirror(mirror)
                            .withHeld(new HeldChange(hash("h"), hash("d"), hash("w"), marks, objections, NOON)));
            state = ordered(state, mirror);
        }
        return state;
    }

    private static LogState ordered(LogState state, MirrorName mirror) {
        var order = new StandingOrder("alice@example.com", "the newest kernel does not boot on our hosts", NOON, 7);
        LogState ordered = state;
        for (int i = 0; i < Orders.MAX_PINS + Orders.MAX_ROLLBACKS; i++) {
            MirrorState before = ordered.mirror(mirror);
            Orders more = i < Orders.MAX_ROLLBACKS
                    ? before.standing().withRollback(new RollbackOrder(hash("to"), hash("from"), hash("c"), order))
                    : before.standing().withPin(pin(i, order));
            LogState next = ordered.with(mirror, before.withOrders(more));
            if (!next.hasRoomForOrders()) {
                return ordered;
            }
            ordered = next;
        }
        return ordered;
    }

    private static Pin pin(int number, StandingOrder order) {
        return new Pin(
                stream(1),
                new ProductName("com.ubuntu.maas.daily:v3:boot:24.04:amd64:ga-24.04-" + number),
                new VersionName("20260101"),
                hash("p"),
                null,
                order);
    }

    private static UpstreamMarks fullMarks() {
        var streams = new TreeMap<ContentId, HighWater>();
        for (int i = 0; i < UpstreamMarks.MAX_STREAMS; i++) {
            streams.put(stream(i), new HighWater(NOON.plusSeconds(i), hash("b" + i)));
        }
        var index = new IndexMark(new ItemPath("streams/v1/index.sjson"), new HighWater(NOON, hash("i")));
        return new UpstreamMarks(streams, index);
    }

    private static ContentId stream(int number) {
        return new ContentId("com.ubuntu.cloud:released:download-of-some-region:" + number);
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
