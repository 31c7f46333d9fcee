package io.streammirror.fetcher.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.fetcher.transfer.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class InsistenceTest {
    private final List<Duration> pauses = new ArrayList<>();
    private final List<Outcome> waits = new ArrayList<>();
    private final List<Boolean> lookedAgain = new ArrayList<>();
    private final Insistence insistence = new Insistence(pauses::add);

    @Test
    void anOutcomeOfItsOwnIsTheOutcome() throws InterruptedException {
        assertThat(insist(new Outcome.Stored(7))).isEqualTo(new Outcome.Stored(7));
        assertThat(pauses).isEmpty();
        assertThat(waits).isEmpty();
    }

    @Test
    void aBlobThatAnotherIsAtIsWaitedForAndToldOnce() throws InterruptedException {
        var elsewhere = new Outcome.Elsewhere("other");

        assertThat(insist(elsewhere, elsewhere, new Outcome.Stored(0))).isEqualTo(new Outcome.Stored(0));
        assertThat(pauses).hasSize(2);
        assertThat(waits).containsExactly(elsewhere);
        assertThat(lookedAgain).containsExactly(false, true, true);
    }

    private Outcome insist(Outcome... outcomes) throws InterruptedException {
        Queue<Outcome> left = new ArrayDeque<>(List.of(outcomes));
        return insistence.insist(
                again -> {
                    lookedAgain.add(again);
                    return left.remove();
                },
                waits::add);
    }
}
