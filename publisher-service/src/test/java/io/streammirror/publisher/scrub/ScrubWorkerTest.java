package io.streammirror.publisher.scrub;

import static io.streammirror.publisher.Trees.MIRROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.streammirror.api.VerifyReport.State;
import io.streammirror.api.VerifyRequest;
import io.streammirror.config.SettingsFixture;
import io.streammirror.decision.Decision;
import io.streammirror.scrub.ScrubLease;
import io.streammirror.simplestreams.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScrubWorkerTest {
    private static final Duration EVERY = Duration.ofDays(30);
    private static final VerifyRequest VERIFY = new VerifyRequest(null, null, "alice", null);

    private final ScrubbedMirror mirror =
            new ScrubbedMirror(SettingsFixture.mirror(MIRROR).alone());

    @Test
    void shouldStartAgainAtCheckpoint() throws InterruptedException {
        Sha256 first = mirror.store("a".repeat(100));
        Sha256 second = mirror.store("b".repeat(100));
        mirror.clock.advance(EVERY);
        mirror.onSleep = () -> {
            if (mirror.opened.size() == 2) {
                Thread.currentThread().interrupt();
            }
        };

        assertThatThrownBy(() -> mirror.worker(mirror.parts("one", EVERY, 1)).step())
                .isInstanceOf(InterruptedException.class);
        List<Sha256> beforeRestart = List.copyOf(mirror.opened);
        mirror.opened.clear();
        mirror.onSleep = () -> {};
        mirror.worker(mirror.parts("two", EVERY, 1)).step();

        assertThat(beforeRestart).containsExactlyInAnyOrder(first, second);
        assertThat(mirror.opened).containsExactly(beforeRestart.get(1));
    }

    @Test
    void shouldKeepRate() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            mirror.store(i + "x".repeat(999_999));
        }
        mirror.clock.advance(EVERY);
        Instant begin = mirror.clock.instant();

        mirror.worker(mirror.parts("one", EVERY, 200_000)).step();

        assertThat(mirror.figures.bytes()).isEqualTo(10_000_000);
        assertThat(Duration.between(begin, mirror.clock.instant()).toMillis()).isCloseTo(50_000L, within(500L));
    }

    @Test
    void shouldReadNothingBeforeItIsDue() throws InterruptedException {
        mirror.store("young");
        var worker = mirror.worker(mirror.parts("one", EVERY, 1_000));

        mirror.clock.advance(Duration.ofDays(22));
        worker.step();
        assertThat(mirror.opened).isEmpty();
        mirror.clock.advance(Duration.ofDays(1));
        worker.step();
        assertThat(mirror.opened).hasSize(1);
        mirror.clock.advance(Duration.ofDays(1));
        worker.step();

        assertThat(mirror.opened).hasSize(1);
    }

    @Test
    void shouldReportDamagedBlobOnce() throws InterruptedException {
        List<Sha256> blobs = mirror.storeVersion("v1");
        mirror.damage(blobs.get(0));
        mirror.clock.advance(EVERY);
        var worker = mirror.worker(mirror.parts("one", EVERY, 1_000_000));

        worker.step();
        mirror.clock.advance(EVERY);
        worker.step();

        assertThat(mirror.watch.damaged()).containsExactly(blobs.get(0));
        assertThat(mirror.decisions()).containsExactly(new Decision.BlobsDamaged(List.of(blobs.get(0))));
        assertThat(mirror.requested).containsExactly(MIRROR);
        assertThat(mirror.figures.found()).isEqualTo(1);
        assertThat(mirror.opened.stream().filter(blobs.get(0)::equals)).hasSize(3);
        assertThat(mirror.opened.stream().filter(blobs.get(1)::equals)).hasSize(2);
    }

    @Test
    void shouldConfirmSuspicionOfCacheBeforeItIsDue() throws InterruptedException {
        List<Sha256> blobs = mirror.storeVersion("v1");
        mirror.damage(blobs.get(0));
        var worker = mirror.worker(mirror.parts("one", Duration.ZERO, 1_000_000));
        blobs.forEach(mirror.watch::suspect);

        worker.step();
        worker.step();

        assertThat(mirror.watch.damaged()).containsExactly(blobs.get(0));
        assertThat(mirror.decisions()).containsExactly(new Decision.BlobsDamaged(List.of(blobs.get(0))));
        assertThat(mirror.opened).hasSize(4);
    }

    @Test
    void shouldVerifyByHandAfterOtherPublisherHasScrubbed() throws InterruptedException {
        List<Sha256> blobs = mirror.storeVersion("v1");
        mirror.damage(blobs.get(0));
        var other = new ScrubLease(mirror.store, "7@other", mirror.clock);
        other.take();
        var worker = mirror.worker(mirror.parts("one", Duration.ZERO, 1_000_000));

        worker.verify(VERIFY);
        worker.step();
        assertThat(worker.report().state()).isEqualTo(State.WAITING);
        assertThat(worker.report().message()).contains("7@other");
        assertThat(mirror.opened).isEmpty();
        other.giveBack();
        worker.step();

        assertThat(worker.report().state()).isEqualTo(State.DONE);
        assertThat(worker.report().readBlobs()).isEqualTo(2);
        assertThat(worker.report().damaged()).isEqualTo(1);
        assertThat(other.take()).isTrue();
    }

    @Test
    void shouldReportKnownDamageWhenVerifyingAgain() throws InterruptedException {
        List<Sha256> blobs = mirror.storeVersion("v1");
        Sha256 unneeded = mirror.store("unneeded");
        mirror.damage(blobs.get(0));
        mirror.damage(unneeded);
        var worker = mirror.worker(mirror.parts("one", Duration.ZERO, 1_000_000));
        worker.verify(VERIFY);
        worker.step();
        mirror.opened.clear();

        worker.verify(VERIFY);
        worker.step();
        assertThat(worker.report().damaged()).isEqualTo(2);
        worker.verify(new VerifyRequest(MIRROR, null, "alice", null));
        worker.step();

        assertThat(worker.report().damaged()).isEqualTo(1);
        assertThat(mirror.opened).doesNotContain(blobs.get(0), unneeded);
    }

    @Test
    void shouldEndVerificationWhenOtherPublisherTakesOver() throws InterruptedException {
        mirror.store("a".repeat(100));
        mirror.store("b".repeat(100));
        var other = new ScrubLease(mirror.store, "7@other", mirror.clock);
        var worker = mirror.worker(mirror.parts("one", Duration.ZERO, 10));
        mirror.onSleep = () -> {
            mirror.clock.advance(ScrubLease.VALIDITY.multipliedBy(2));
            other.take();
        };

        worker.verify(VERIFY);
        worker.step();

        assertThat(worker.report().state()).isEqualTo(State.FAILED);
        assertThat(worker.report().message()).contains("ask again");
        assertThat(mirror.opened).hasSize(1);
    }

    @Test
    void shouldWaitWhileStoreIsAway() throws InterruptedException {
        mirror.store("a");
        var worker = mirror.worker(mirror.parts("one", Duration.ZERO, 1_000_000));
        mirror.isAway = true;

        worker.verify(VERIFY);
        worker.step();
        assertThat(worker.report().state()).isEqualTo(State.WAITING);
        mirror.isAway = false;
        worker.step();

        assertThat(worker.report().state()).isEqualTo(State.DONE);
    }
}
