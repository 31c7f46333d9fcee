package io.streammirror.publisher.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.api.LostBlob;
import io.streammirror.api.VerifyReport;
import io.streammirror.api.VerifyReport.State;
import io.streammirror.api.VerifyRequest;
import io.streammirror.config.Settings;
import io.streammirror.config.SettingsFixture;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.scrub.ScrubTarget;
import io.streammirror.scrub.Verdict;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.StoredObject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class VerifyRunTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final ScrubTarget FIRST = target(1);
    private static final ScrubTarget SECOND = target(2);
    private static final ScrubTarget THIRD = target(3);
    private static final Verdict DAMAGED =
            new Verdict.Damaged(new StoredObject("key", 1_000, Map.of(), NOON), "other bytes");

    private final VerifyRun run = new VerifyRun(new VerifyRequest(null, null, "alice", null));
    private final Settings settings = SettingsFixture.mirror("stable").alone();
    private final LostBlobs lost =
            new LostBlobs(settings, mirror -> Optional.empty(), new PublisherState(settings, Clock.systemUTC()));

    @Test
    void shouldSayWhatItWaitsForBeforeItBegins() {
        run.waiting("publisher 7@other scrubs");

        assertThat(report(Set.of())).satisfies(report -> {
            assertThat(report.state()).isEqualTo(State.WAITING);
            assertThat(report.message()).isEqualTo("publisher 7@other scrubs");
            assertThat(report.secondsLeft()).isNull();
        });
    }

    @Test
    void shouldEstimateTimeThatIsLeft() {
        run.begin(List.of(FIRST, SECOND, THIRD), Set.of(), 0, NOON);

        run.read(FIRST, new Verdict.Intact(1));

        assertThat(report(Set.of()).secondsLeft()).isEqualTo(20);
    }

    @Test
    void shouldCountDamageRepairAndLoss() {
        run.begin(List.of(FIRST, SECOND, THIRD), Set.of(), 4, NOON);
        run.read(FIRST, DAMAGED);
        run.read(SECOND, DAMAGED);
        run.read(THIRD, new Verdict.Unread("cut"));
        run.end(State.DONE, null, NOON);

        VerifyReport report = report(Set.of(FIRST.sha256()));

        assertThat(run.isOver()).isTrue();
        assertThat(report.readBlobs()).isEqualTo(3);
        assertThat(report.damaged()).isEqualTo(2);
        assertThat(report.repaired()).isEqualTo(1);
        assertThat(report.missing()).isEqualTo(4);
        assertThat(report.unread()).isEqualTo(1);
        assertThat(report.lost()).extracting(LostBlob::sha256).containsExactly(FIRST.sha256());
    }

    private VerifyReport report(Set<Sha256> damaged) {
        return run.report(damaged, lost, 100);
    }

    private static ScrubTarget target(int content) {
        return new ScrubTarget(Sha256.of(new byte[] {(byte) content}), 1_000, NOON, true);
    }
}
