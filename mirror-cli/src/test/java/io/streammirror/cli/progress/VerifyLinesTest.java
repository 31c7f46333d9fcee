package io.streammirror.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.api.LostBlob;
import io.streammirror.api.ScrubStatus;
import io.streammirror.api.VerifyReport;
import io.streammirror.api.VerifyReport.State;
import io.streammirror.simplestreams.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VerifyLinesTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final Sha256 BLOB = Sha256.of(new byte[] {1});
    private static final LostBlob LOST = new LostBlob(BLOB, "no source has it\u001b[31m");

    @Test
    void shouldShowShareAndTimeLeft() {
        var running = new VerifyReport(
                State.RUNNING, NOON, null, 10, 1_000_000, 4, 250_000, 1, 0, 0, 0, List.of(), 600L, null);

        assertThat(VerifyLines.progress(running)).isEqualTo("25% of 1.0 MB, 1 damaged, about 10 min 0 s left");
    }

    @Test
    void shouldSayWhatItWaitsFor() {
        var waiting = new VerifyReport(
                State.WAITING, null, null, 0, 0, 0, 0, 0, 0, 0, 0, List.of(), null, "publisher 7@other scrubs");

        assertThat(VerifyLines.progress(waiting)).isEqualTo("waiting: publisher 7@other scrubs");
    }

    @Test
    void shouldSummarizeDamageSafely() {
        var done = new VerifyReport(
                State.DONE, NOON, NOON, 10, 1_000_000, 10, 1_000_000, 3, 2, 1, 1, List.of(LOST), null, null);

        assertThat(VerifyLines.summary(done))
                .hasSize(5)
                .startsWith(
                        "read      10 of 10 files, 1.0 MB of 1.0 MB",
                        "damaged   3, of which 2 are repaired by now and 1 have no source")
                .noneMatch(line -> line.contains("\u001b"));
    }

    @Test
    void shouldShowLossAndDelayInStatus() {
        var scrub =
                new ScrubStatus(Duration.ofDays(30), 3_000_000, NOON.minus(Duration.ofDays(9)), 4, 2, List.of(LOST));

        assertThat(VerifyLines.status(scrub, NOON))
                .hasSize(4)
                .first()
                .isEqualTo("DAMAGED: 2 stored files, of which 1 have no source; see docs/scrub.md");
        assertThat(VerifyLines.status(scrub, NOON))
                .last()
                .isEqualTo("scrub: reads 3.0 MB in 30 days; verified longest ago: 9 days ago");
    }

    @Test
    void shouldSayWhatScrubWouldReadWhenOff() {
        var off = new ScrubStatus(null, 3_000_000, null, 0, 0, List.of());

        assertThat(VerifyLines.status(off, NOON)).containsExactly("scrub: off; every 30 days it would read 3.0 MB");
    }
}
