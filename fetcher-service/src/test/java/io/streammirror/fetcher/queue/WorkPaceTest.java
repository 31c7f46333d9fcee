package io.streammirror.fetcher.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkPaceTest {
    private static final Duration QUICK = Duration.ofMillis(5);

    private final WorkPace pace = new WorkPace();

    @Test
    void manySmallItemsInARowMakeItBrisk() {
        small(WorkPace.IN_A_ROW - 1);
        assertThat(pace.brisk()).isFalse();

        small(1);

        assertThat(pace.brisk()).isTrue();
    }

    @Test
    void oneLargeItemEndsIt() {
        small(2 * WorkPace.IN_A_ROW);

        pace.worked(WorkPace.SMALL_BYTES + 1, QUICK);

        assertThat(pace.brisk()).isFalse();
    }

    @Test
    void oneSlowItemEndsIt() {
        small(2 * WorkPace.IN_A_ROW);

        pace.worked(1, WorkPace.SHORT.plusMillis(1));

        assertThat(pace.brisk()).isFalse();
    }

    @Test
    void smallAndLargeInTurnsNeverMakeItBrisk() {
        for (int i = 0; i < 3 * WorkPace.IN_A_ROW; i++) {
            small(3);
            pace.worked(WorkPace.SMALL_BYTES + 1, QUICK);
            small(1);
            assertThat(pace.brisk()).isFalse();
        }
    }

    private void small(int count) {
        for (int i = 0; i < count; i++) {
            pace.worked(WorkPace.SMALL_BYTES, QUICK);
        }
    }
}
