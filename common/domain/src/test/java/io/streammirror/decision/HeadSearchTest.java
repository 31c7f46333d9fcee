package io.streammirror.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

final class HeadSearchTest {
    @Property
    void shouldFindLastEntryInFewRequestsFromAnyGuess(
            @ForAll @LongRange(max = 1_000_000) long last, @ForAll @LongRange(min = -5, max = 2_000_000) long guess) {
        var requests = new AtomicInteger();

        long found = new HeadSearch(sequence -> {
                    requests.incrementAndGet();
                    return sequence >= 1 && sequence <= last;
                })
                .from(guess);

        assertThat(found).isEqualTo(last);
        // Twice the 20 binary digits of a million, and the request for the guess.
        assertThat(requests.get()).isLessThanOrEqualTo(45);
    }

    @Property
    void shouldNeedTwoRequestsWhenGuessIsRight(@ForAll @LongRange(min = 1, max = 1_000_000) long last) {
        var requests = new AtomicInteger();

        new HeadSearch(sequence -> {
                    requests.incrementAndGet();
                    return sequence <= last;
                })
                .from(last);

        assertThat(requests).hasValue(2);
    }
}
