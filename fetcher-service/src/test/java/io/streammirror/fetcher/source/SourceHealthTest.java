package io.streammirror.fetcher.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.testing.time.ManualClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceHealthTest {
    private static final URI FIRST = URI.create("http://first/item");
    private static final URI SECOND = URI.create("http://second/item");

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-25T00:00:00Z"));
    private final SourceHealth health = new SourceHealth(clock);

    @Test
    void theOperatorsOrderCountsAsLongAsNothingHappens() {
        health.failed(FIRST);

        assertThat(ranked()).containsExactly(FIRST, SECOND);
    }

    @Test
    void aHostThatFailsAgainAndAgainComesLast() {
        fail(FIRST);

        assertThat(ranked()).containsExactly(SECOND, FIRST);
    }

    @Test
    void whereAllAreInTroubleTheOrderCountsAgain() {
        fail(FIRST);
        fail(SECOND);

        assertThat(ranked()).containsExactly(FIRST, SECOND);
    }

    @Test
    void aSuccessMakesGood() {
        fail(FIRST);
        health.succeeded(FIRST);

        assertThat(ranked()).containsExactly(FIRST, SECOND);
    }

    @Test
    void timeHeals() {
        fail(FIRST);
        clock.advance(Duration.ofMinutes(2));

        assertThat(ranked()).containsExactly(FIRST, SECOND);
    }

    private List<URI> ranked() {
        return health.rank(List.of(FIRST, SECOND));
    }

    private void fail(URI source) {
        for (int i = 0; i < 3; i++) {
            health.failed(source);
        }
    }
}
