package io.streammirror.fetcher.handle;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.fetcher.transfer.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class FetchRequestHandlerTest {
    private final List<Duration> pauses = new ArrayList<>();
    private final List<Outcome> waits = new ArrayList<>();
    private final List<Boolean> again = new ArrayList<>();

    @Test
    void shouldReturnOutcomeWhenItIsItsOwn() throws InterruptedException {
        assertThat(awaitOutcome(new Outcome.Stored(7))).isEqualTo(new Outcome.Stored(7));

        assertThat(pauses).isEmpty();
        assertThat(waits).isEmpty();
    }

    @Test
    void shouldCheckAgainWhenAnotherTransferWorksOnBlob() throws InterruptedException {
        var elsewhere = new Outcome.Elsewhere("other");

        assertThat(awaitOutcome(elsewhere, elsewhere, new Outcome.Stored(0))).isEqualTo(new Outcome.Stored(0));

        assertThat(pauses).hasSize(2);
        assertThat(waits).containsExactly(elsewhere);
        assertThat(again).containsExactly(false, true, true);
    }

    private Outcome awaitOutcome(Outcome... outcomes) throws InterruptedException {
        Queue<Outcome> left = new ArrayDeque<>(List.of(outcomes));
        return FetchRequestHandler.awaitOutcome(
                later -> {
                    again.add(later);
                    return left.remove();
                },
                waits::add,
                pauses::add);
    }
}
