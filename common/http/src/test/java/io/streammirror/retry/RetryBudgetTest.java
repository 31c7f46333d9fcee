package io.streammirror.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    private final List<Duration> pauses = new ArrayList<>();

    @Property
    void shouldKeepAllPausesWithinBudget(@ForAll long seed) throws Exception {
        var slept = new ArrayList<Duration>();
        RetryBudget budget = new RetryPolicy(slept::add, new Random(seed)).open();

        while (budget.pause(Duration.ZERO)) {
            budget.progressed();
        }

        assertThat(slept.stream().reduce(Duration.ZERO, Duration::plus)).isLessThanOrEqualTo(RetryBudget.TOTAL);
        assertThat(slept).allMatch(pause -> pause.compareTo(Backoff.MIN_PAUSE) >= 0);
    }

    @Property
    void shouldKeepEachPauseWithinMaximum(@ForAll long seed) throws Exception {
        var slept = new ArrayList<Duration>();
        Duration max = Duration.ofSeconds(15);
        RetryBudget budget = new RetryPolicy(slept::add, new Random(seed)).open(Duration.ofMinutes(10), max);

        while (budget.pause(Duration.ZERO)) {}

        assertThat(slept).allMatch(pause -> pause.compareTo(max) <= 0);
    }

    @Test
    void shouldRefusePauseWhenFruitlessRetriesSpentBudget() throws Exception {
        RetryBudget budget = budget();

        budget.charge(RetryBudget.TOTAL);

        assertThat(budget.pause(Duration.ZERO)).isFalse();
        assertThat(pauses).isEmpty();
    }

    @Test
    void shouldPauseAsLongAsOtherSideAsks() throws Exception {
        RetryBudget budget = budget();

        assertThat(budget.pause(Duration.ofSeconds(7))).isTrue();
        assertThat(pauses).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void shouldNotBeginPauseBeyondBudget() throws Exception {
        RetryBudget budget = budget();

        assertThat(budget.pause(RetryBudget.TOTAL.plusSeconds(1))).isFalse();
        assertThat(pauses).isEmpty();
    }

    private RetryBudget budget() {
        return new RetryPolicy(pauses::add, new Random(7)).open();
    }
}
