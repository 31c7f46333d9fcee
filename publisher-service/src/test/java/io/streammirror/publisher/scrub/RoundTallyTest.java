package io.streammirror.publisher.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.publisher.Trees;
import io.streammirror.scrub.ScrubTarget;
import io.streammirror.scrub.Verdict;
import io.streammirror.store.StoredObject;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RoundTallyTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final ScrubTarget TARGET = new ScrubTarget(Trees.sha256("a"), 1_000, NOON, true);

    @Test
    void shouldCountVerdictsAndWholeReadings() {
        var tally = new RoundTally(NOON);

        tally.add(TARGET, new Verdict.Intact(1));
        tally.add(TARGET, new Verdict.Damaged(new StoredObject("key", 1_000, Map.of(), NOON), "other bytes"));
        tally.add(TARGET, new Verdict.Absent());
        tally.add(TARGET, new Verdict.Unread("cut"));

        assertThat(tally.blobs()).isEqualTo(4);
        assertThat(tally.bytes()).isEqualTo(2_000);
        assertThat(tally.damaged()).isEqualTo(1);
        assertThat(tally.missing()).isEqualTo(1);
        assertThat(tally.unread()).isEqualTo(1);
        assertThat(tally.seconds(NOON.plusMillis(61_900))).isEqualTo(61);
    }
}
