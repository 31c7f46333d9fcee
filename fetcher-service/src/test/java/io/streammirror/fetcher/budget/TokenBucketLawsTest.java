package io.streammirror.fetcher.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TokenBucketLawsTest {
    /** Rounding to nanoseconds and in floating point. */
    private static final double ROUNDING = 64;

    /** A slot that did something else for a while, at a rate that may be new then, and pays. */
    record Draw(long idleNanos, double rate, int bytes) {}

    /** The bytes that were paid at a time, and those that the rates up to then allow. */
    private record Payment(double allowed, long paid) {}

    @Provide
    Arbitrary<List<Draw>> steps() {
        Arbitrary<Long> idle =
                Arbitraries.oneOf(Arbitraries.just(0L), Arbitraries.longs().between(0, 3_000_000_000L));
        Arbitrary<Double> rate = Arbitraries.longs().between(1_000, 200_000_000).map(Long::doubleValue);
        Arbitrary<Integer> bytes = Arbitraries.integers().between(1, 2 * TokenBucket.BURST);
        return Combinators.combine(idle, rate, bytes)
                .as(Draw::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Property(tries = 300)
    void shouldNeverExceedRateAndOneBurstInAnyWindow(@ForAll("steps") List<Draw> steps) throws InterruptedException {
        var ticker = new FakeTicker();
        var bucket = new TokenBucket(1, ticker);
        var readings = new ArrayList<Payment>();
        double allowed = 0;
        long paid = 0;
        int largest = TokenBucket.BURST;
        for (Draw step : steps) {
            allowed += bucket.rate() * step.idleNanos() / 1e9;
            ticker.advance(step.idleNanos());
            bucket.setRate(step.rate());
            readings.add(new Payment(allowed, paid));
            long before = ticker.nanos();
            bucket.pay(step.bytes());
            allowed += step.rate() * (ticker.nanos() - before) / 1e9;
            paid += step.bytes();
            largest = Math.max(largest, step.bytes());
            for (Payment start : readings) {
                assertThat((double) paid - start.paid())
                        .isLessThanOrEqualTo(allowed - start.allowed() + largest + ROUNDING);
            }
        }
    }

    @Property(tries = 300)
    void shouldGiveWholeRateToSlotThatAlwaysPays(@ForAll("steps") List<Draw> steps) throws InterruptedException {
        var ticker = new FakeTicker();
        var bucket = new TokenBucket(1, ticker);
        double allowed = 0;
        long paid = 0;
        for (Draw step : steps) {
            bucket.setRate(step.rate());
            long before = ticker.nanos();
            bucket.pay(step.bytes());
            allowed += step.rate() * (ticker.nanos() - before) / 1e9;
            paid += step.bytes();
        }

        assertThat((double) paid).isGreaterThanOrEqualTo(allowed - ROUNDING * steps.size());
    }
}
