package io.streammirror.fetcher.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses with full jitter: random up to a bound that doubles, so that many who failed together do not return together. */
public final class Backoff {
    /** Never quite zero: it bounds how often something that fails at once can be tried within a budget. */
    static final Duration LEAST = Duration.ofMillis(100);

    static final Duration MOST = Duration.ofSeconds(5);

    private final RandomGenerator random;
    private Duration bound = LEAST.multipliedBy(2);

    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The pause before the next try. */
    public Duration next() {
        Duration pause = Duration.ofMillis(random.nextLong(LEAST.toMillis(), bound.toMillis() + 1));
        Duration doubled = bound.multipliedBy(2);
        bound = doubled.compareTo(MOST) > 0 ? MOST : doubled;
        return pause;
    }

    /** Something went well: the next trouble starts with short pauses again. */
    public void reset() {
        bound = LEAST.multipliedBy(2);
    }
}
