package io.streammirror.publisher.scrub;

import static io.streammirror.publisher.Trees.MIRROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.config.SettingsFixture;
import io.streammirror.decision.Decision;
import io.streammirror.publisher.Trees;
import io.streammirror.scrub.ScrubLease;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.StoreKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RepairScheduleTest {
    private static final Duration TICK = Duration.ofSeconds(2);
    private static final String CONTENT = "content";

    @TempDir
    private Path directory;

    private final ScrubbedMirror mirror =
            new ScrubbedMirror(SettingsFixture.mirror(MIRROR).alone());
    private final ScrubParts parts = mirror.parts("one", Duration.ofDays(30), 1_000_000);
    private final RepairSchedule repairs = mirror.repairs(parts);
    private final Sha256 blob = Trees.sha256(CONTENT);

    @BeforeEach
    void findDamage() throws InterruptedException {
        mirror.store(CONTENT);
        mirror.damage(blob);
        mirror.watch.suspect(blob);
        mirror.worker(parts).step();
        assertThat(mirror.watch.isDamaged(blob)).isTrue();
        mirror.asked.clear();
    }

    @Test
    void shouldAskStoreLessOftenWhileNothingChanges() {
        Instant begin = mirror.clock.instant();

        tick(100);

        assertThat(mirror.asked)
                .extracting(time -> Duration.between(begin, time).toSeconds())
                .containsExactly(0L, 2L, 6L, 14L, 30L, 62L, 122L, 182L);
    }

    @Test
    void shouldAskAtOnceWhenFetcherHasStoredSomething() {
        tick(50);
        mirror.asked.clear();

        mirror.storedReports++;
        tick(1);

        assertThat(mirror.asked).hasSize(1);
    }

    @Test
    void shouldReportRepairOnce() {
        mirror.clock.advance(TICK);
        mirror.store(CONTENT);

        tick(10);

        assertThat(mirror.watch.damaged()).isEmpty();
        assertThat(repairs.repaired()).isEqualTo(1);
        assertThat(mirror.decisions())
                .containsExactly(new Decision.BlobsDamaged(List.of(blob)), new Decision.BlobsRepaired(List.of(blob)));
    }

    @Test
    void shouldKeepRecordWhenNewObjectIsWrongToo() {
        mirror.clock.advance(TICK);
        mirror.damage(blob);

        tick(10);

        assertThat(mirror.watch.damaged()).containsExactly(blob);
        assertThat(repairs.repaired()).isZero();
        assertThat(mirror.decisions()).hasSize(1);
    }

    @Test
    void shouldLeaveRepairsToPublisherThatScrubs() {
        var other = new ScrubLease(mirror.store, "7@other", mirror.clock);
        other.take();
        mirror.clock.advance(TICK);
        mirror.store(CONTENT);

        tick(3);
        assertThat(mirror.watch.isDamaged(blob)).isTrue();
        other.giveBack();
        tick(10);

        assertThat(mirror.watch.damaged()).isEmpty();
    }

    @Test
    void shouldTryAgainAfterStoreWasAway() {
        mirror.clock.advance(TICK);
        mirror.store(CONTENT);
        mirror.isAway = true;

        tick(3);
        mirror.isAway = false;
        tick(10);

        assertThat(repairs.repaired()).isEqualTo(1);
    }

    @Test
    void shouldRepairFromCopyOfAnyPublisher() throws IOException {
        new ScrubLease(mirror.store, "7@other", mirror.clock).take();
        mirror.copies.put(blob, Files.writeString(directory.resolve("copy"), CONTENT));
        mirror.clock.advance(TICK);

        tick(10);

        assertThat(mirror.watch.damaged()).isEmpty();
        assertThat(mirror.store.read(StoreKeys.blob(blob), 100)).asString().isEqualTo(CONTENT);
        assertThat(repairs.repaired()).isEqualTo(1);
        assertThat(mirror.decisions())
                .containsExactly(new Decision.BlobsDamaged(List.of(blob)), new Decision.BlobsRepaired(List.of(blob)));
    }

    @Test
    void shouldKeepRecordWhenCopyIsWrongOrGone() throws IOException {
        Path copy = Files.writeString(directory.resolve("copy"), "c0ntent");
        mirror.copies.put(blob, copy);

        tick(1);
        Files.delete(copy);
        tick(10);

        assertThat(mirror.watch.damaged()).containsExactly(blob);
        assertThat(mirror.store.read(StoreKeys.blob(blob), 100)).asString().isEqualTo("rot");
        assertThat(repairs.repaired()).isZero();
    }

    private void tick(int times) {
        for (int i = 0; i < times; i++) {
            repairs.onTick();
            mirror.clock.advance(TICK);
        }
    }
}
