package io.streammirror.fetcher.retry;

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
    void allPausesTogetherStayWithinTheBudget(@ForAll long seed) throws Exception {
        var slept = new ArrayList<Duration>();
        RetryBudget budget = new RetryPolicy(slept::add, new Random(seed)).open();

        while (budget.pause(Duration.ZERO)) {
            budget.progressed();
        }

        assertThat(slept.stream().reduce(Duration.ZERO, Duration::plus)).isLessThanOrEqualTo(RetryBudget.TOTAL);
        assertThat(slept).allMatch(pause -> pause.compareTo(Backoff.LEAST) >= 0);
    }

    @Test
    void fruitlessRetriesArePaidFor() throws Exception {
        RetryBudget budget = budget();

        budget.charge(RetryBudget.TOTAL);

        assertThat(budget.pause(Duration.ZERO)).isFalse();
        assertThat(pauses).isEmpty();
    }

    @Test
    void aPauseIsAsLongAsTheOtherSideAsks() throws Exception {
        RetryBudget budget = budget();

        assertThat(budget.pause(Duration.ofSeconds(7))).isTrue();
        assertThat(pauses).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void aPauseBeyondTheBudgetIsNotBegun() throws Exception {
        RetryBudget budget = budget();

        assertThat(budget.pause(RetryBudget.TOTAL.plusSeconds(1))).isFalse();
        assertThat(pauses).isEmpty();
    }

    private RetryBudget budget() {
        return new RetryPolicy(pauses::add, new Random(7)).open();
    }
}
