package io.streammirror.publisher.switchover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** No reader who reads while the tree changes under them meets a broken reference or a mixed set. */
class ReaderLoopTest {
    @Test
    void shouldServeConsistentSetsThroughPublicationsRollbacksAndSweeps() {
        long seed = System.nanoTime();

        ReaderLoop.Tally tally;
        try {
            tally = new ReaderLoop(new SplittableRandom(seed)).run(100);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("with seed " + seed + ": " + e, e);
        }

        assertThat(tally.passes()).as("with seed %d: %s", seed, tally).isPositive();
        assertThat(tally.rollbacks()).as("with seed %d: %s", seed, tally).isPositive();
        assertThat(tally.deleted()).as("with seed %d: %s", seed, tally).isPositive();
    }
}
