package io.streammirror.publisher.switchover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The readers' loop through a thousand publications; {@code -Dsoak.seed=SEED} repeats a run. */
class ReaderLoopSoak {
    private static final int PUBLISHES = 1000;

    @Test
    void shouldServeConsistentSetsThroughAThousandPublications() {
        long seed = Long.getLong("soak.seed", System.nanoTime());
        ReaderLoop.Tally tally;
        try {
            tally = new ReaderLoop(new SplittableRandom(seed)).run(PUBLISHES);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("reader loop failed; repeat with -Dsoak.seed=" + seed + ": " + e, e);
        }

        System.out.println("Soak 'reader loop': " + tally + ", seed " + seed);
        assertThat(tally.passes()).isGreaterThan(PUBLISHES / 10);
    }
}
