package io.streammirror.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.DamageRecords;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import io.streammirror.testing.time.ManualClock;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

final class ScrubRoundTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    private final ManualClock clock = new ManualClock(START);
    private final List<String> opened = new ArrayList<>();
    private final Deque<byte[]> wrongReadings = new ArrayDeque<>();
    private final InMemoryObjectStore store = new InMemoryObjectStore(clock) {
        @Override
        public InputStream open(String key, long offset) {
            opened.add(key);
            byte[] wrong = wrongReadings.poll();
            return wrong == null ? super.open(key, offset) : new ByteArrayInputStream(wrong);
        }
    };
    private final VerifiedTimes times = new VerifiedTimes();
    private final ScrubLease lease = new ScrubLease(store, "one", clock);
    private final Map<Sha256, Verdict> verdicts = new LinkedHashMap<>();

    @Test
    void shouldVerifyAllAndRemember() throws InterruptedException {
        Sha256 first = stored("first");
        Sha256 second = stored("second");
        clock.advance(Duration.ofDays(1));

        boolean done = run(1_000_000);

        assertThat(done).isTrue();
        assertThat(verdicts).containsOnlyKeys(first, second);
        assertThat(verdicts.values()).allMatch(new Verdict.Intact(1)::equals);
        var restarted = new VerifiedTimes();
        assertThat(restarted.load(store)).isTrue();
        assertThat(restarted.of(first)).contains(START.plus(Duration.ofDays(1)));
        assertThat(restarted.of(second)).contains(START.plus(Duration.ofDays(1)));
    }

    @Test
    void shouldRecordDamageAfterThreeReadings() throws InterruptedException {
        Sha256 blob = stored("right");
        store.put(StoreKeys.blob(blob), bytes("wrong"), ObjectAttributes.BYTES);

        run(1_000_000);

        assertThat(verdicts.get(blob)).isInstanceOf(Verdict.Damaged.class);
        assertThat(opened).hasSize(3);
        assertThat(DamageRecords.list(store)).containsExactly(blob);
        assertThat(new DamageRecords(store).find(blob).orElseThrow().reason())
                .isEqualTo("5 bytes with sha256 " + Sha256.of(bytes("wrong")));
        assertThat(times.of(blob)).isEmpty();
    }

    @Test
    void shouldBelieveOneRightReadingOfThree() throws InterruptedException {
        Sha256 blob = stored("right");
        wrongReadings.add(bytes("wrong"));
        wrongReadings.add(bytes("other"));

        run(1_000_000);

        assertThat(verdicts).containsEntry(blob, new Verdict.Intact(3));
        assertThat(DamageRecords.list(store)).isEmpty();
    }

    @Test
    void shouldNotBlameBlobThatWasReplacedMeanwhile() throws InterruptedException {
        Sha256 blob = stored("right");
        wrongReadings.addAll(List.of(bytes("a"), bytes("b"), bytes("c")));
        clock.advance(Duration.ofSeconds(5));

        round(1, (target, verdict) -> verdicts.put(target.sha256(), verdict), () -> {
                    if (opened.size() == 3) {
                        store.put(StoreKeys.blob(blob), bytes("right"), ObjectAttributes.BYTES);
                    }
                })
                .run(plan().targets(), any -> true);

        assertThat(verdicts.get(blob)).isInstanceOf(Verdict.Unread.class);
        assertThat(DamageRecords.list(store)).isEmpty();
    }

    @Test
    void shouldReportBlobThatIsGone() throws InterruptedException {
        Sha256 blob = stored("right");
        ScrubPlan plan = plan();
        store.delete(StoreKeys.blob(blob));

        lease.take();
        round(1_000_000, (target, verdict) -> verdicts.put(target.sha256(), verdict), () -> {})
                .run(plan.targets(), any -> true);

        assertThat(verdicts).containsEntry(blob, new Verdict.Absent());
    }

    @Test
    void shouldWriteProgressDownEveryMinute() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            stored("blob of thirty bytes, number " + i);
        }
        var seen = new ArrayList<Integer>();

        lease.take();
        // One blob a second and then some.
        round(1, (target, verdict) -> seen.add(written()), () -> {}).run(plan().targets(), any -> true);

        assertThat(seen).containsExactly(0, 0, 2, 2, 4);
        assertThat(written()).isEqualTo(5);
    }

    @Test
    void shouldStopWhenAnotherProcessHasTakenOver() throws InterruptedException {
        stored("first");
        stored("second");
        var other = new ScrubLease(store, "other", clock);
        lease.take();

        boolean done = round(
                        1_000_000,
                        (target, verdict) -> {
                            clock.advance(ScrubLease.VALIDITY.multipliedBy(2));
                            other.take();
                        },
                        () -> {})
                .run(plan().targets(), any -> true);

        assertThat(done).isFalse();
        assertThat(opened).hasSize(1);
    }

    @Test
    void shouldEndBeforeBlobThatIsNotAdmitted() throws InterruptedException {
        stored("first");
        stored("second");

        lease.take();
        boolean done = round(1_000_000, (target, verdict) -> verdicts.put(target.sha256(), verdict), () -> {})
                .run(plan().targets(), target -> verdicts.isEmpty());

        assertThat(done).isFalse();
        assertThat(verdicts).hasSize(1);
    }

    @Test
    void shouldEndRecordWhenNewObjectIsRight() throws InterruptedException {
        Sha256 blob = stored("right");
        store.put(StoreKeys.blob(blob), bytes("wrong"), ObjectAttributes.BYTES);
        run(1_000_000);
        var repairs = new RepairCheck(store, times, clock);
        opened.clear();

        assertThat(repairs.check(Set.of(blob), count -> {})).isEmpty();
        assertThat(opened).isEmpty();
        store.put(StoreKeys.blob(blob), bytes("still wrong"), ObjectAttributes.BYTES);
        assertThat(repairs.check(Set.of(blob), count -> {})).isEmpty();
        assertThat(DamageRecords.list(store)).containsExactly(blob);
        clock.advance(Duration.ofSeconds(2));
        store.put(StoreKeys.blob(blob), bytes("right"), ObjectAttributes.BYTES);

        assertThat(repairs.check(Set.of(blob), count -> {})).containsExactly(blob);
        assertThat(DamageRecords.list(store)).isEmpty();
        assertThat(times.of(blob)).contains(clock.instant());
    }

    @Test
    void shouldEndRecordOfBlobThatIsGone() throws InterruptedException {
        Sha256 blob = stored("right");
        store.put(StoreKeys.blob(blob), bytes("wrong"), ObjectAttributes.BYTES);
        run(1_000_000);
        store.delete(StoreKeys.blob(blob));

        assertThat(new RepairCheck(store, times, clock).check(Set.of(blob), count -> {}))
                .isEmpty();
        assertThat(DamageRecords.list(store)).isEmpty();
    }

    @Test
    void shouldStartOverWhenProgressIsUnreadable() {
        store.put(StoreKeys.SCRUB_PROGRESS, bytes("{"), ObjectAttributes.JSON);

        assertThat(times.load(store)).isFalse();
        assertThat(new VerifiedTimes().load(new InMemoryObjectStore())).isTrue();
    }

    private boolean run(long rate) throws InterruptedException {
        lease.take();
        return round(rate, (target, verdict) -> verdicts.put(target.sha256(), verdict), () -> {})
                .run(plan().targets(), any -> true);
    }

    private ScrubRound round(long rate, BiConsumer<ScrubTarget, Verdict> observer, Runnable onSleep) {
        var pace = new ReadPace(rate, () -> START.until(clock.instant(), ChronoUnit.NANOS), duration -> {
            clock.advance(duration);
            onSleep.run();
        });
        return new ScrubRound(store, lease, times, pace, clock, observer);
    }

    private ScrubPlan plan() {
        return ScrubPlan.read(store, times, any -> true, Set.of());
    }

    private int written() {
        var stored = new VerifiedTimes();
        stored.load(store);
        return (int) plan().targets().stream()
                .filter(target -> stored.of(target.sha256()).isPresent())
                .count();
    }

    private Sha256 stored(String content) {
        byte[] bytes = bytes(content);
        store.put(StoreKeys.blob(Sha256.of(bytes)), bytes, ObjectAttributes.BYTES);
        return Sha256.of(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
