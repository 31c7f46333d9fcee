package io.streammirror.fetcher.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.streammirror.event.FetchProgress;
import io.streammirror.simplestreams.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FleetShareTest {
    private final FakeTicker ticker = new FakeTicker();
    private final FleetShare share = new FleetShare("me", ticker);

    @Test
    void shouldTakeSmallShareBeforeAnyProgress() {
        assertThat(share.now(4)).isEqualTo(FleetShare.INITIAL);
    }

    @Test
    void shouldTakeWholeBudgetWhenAlone() {
        share.onProgress(progress("me", 4));

        assertThat(share.now(4)).isEqualTo(1);
    }

    @Test
    void shouldShareByActiveSlots() {
        share.onProgress(progress("me", 4));
        share.onProgress(progress("other", 3));

        assertThat(share.now(1)).isEqualTo(0.25);
        assertThat(share.now(3)).isEqualTo(0.5);
    }

    @Test
    void shouldLeaveShareOfIdleFetcherToOthers() {
        share.onProgress(progress("other", 4));
        share.onProgress(progress("other", 0));

        assertThat(share.now(4)).isEqualTo(1);
    }

    @Test
    void shouldTakeShareOfOneSlotWhenStarting() {
        share.onProgress(progress("other", 3));

        assertThat(share.now(0)).isEqualTo(0.25);
    }

    @Test
    void shouldForgetSilentFetcher() {
        share.onProgress(progress("me", 4));
        share.onProgress(progress("other", 4));
        ticker.advance(FleetShare.SILENCE.plusMillis(-1));
        share.onProgress(progress("me", 4));
        double before = share.now(4);
        ticker.advance(Duration.ofMillis(2));

        assertThat(before).isEqualTo(0.5);
        assertThat(share.now(4)).isEqualTo(1);
    }

    @Test
    void shouldKeepShareWithoutBroker() {
        share.onProgress(progress("me", 2));
        share.onProgress(progress("other", 6));
        double before = share.now(2);
        ticker.advance(Duration.ofHours(1));

        assertThat(before).isEqualTo(0.25);
        assertThat(share.now(2)).isEqualTo(0.25);
        assertThat(share.now(4)).isEqualTo(0.25);
    }

    @Test
    void shouldGiveOthersTimeToReportWhenBrokerReturns() {
        share.onProgress(progress("me", 2));
        share.onProgress(progress("other", 6));
        assertThat(share.now(2)).isEqualTo(0.25);
        ticker.advance(Duration.ofHours(1));

        share.onProgress(progress("me", 2));
        double atOnce = share.now(2);
        for (int second = 0; second < 4; second++) {
            ticker.advance(Duration.ofSeconds(1));
            share.onProgress(progress("me", 2));
        }

        assertThat(atOnce).isEqualTo(0.25);
        assertThat(share.now(2)).isEqualTo(1);
    }

    /** All shares of a fleet whose members receive each other's progress. */
    @Property(tries = 200)
    void shouldShareOutExactlyTheWholeRate(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 1, max = 64) Integer> slots) {
        var shares = new ArrayList<FleetShare>();
        for (int self = 0; self < slots.size(); self++) {
            var each = new FleetShare("fetcher-" + self, ticker);
            for (int other = 0; other < slots.size(); other++) {
                each.onProgress(progress("fetcher-" + other, slots.get(other)));
            }
            shares.add(each);
        }

        double sum = IntStream.range(0, slots.size())
                .mapToDouble(i -> shares.get(i).now(slots.get(i)))
                .sum();

        assertThat(sum).isEqualTo(1, within(1e-9));
    }

    private static FetchProgress progress(String fetcher, int activeSlots) {
        List<FetchProgress.Transfer> transfers = IntStream.range(0, activeSlots)
                .mapToObj(i -> new FetchProgress.Transfer(
                        Sha256.of(Integer.toString(i).getBytes(StandardCharsets.UTF_8)), 10, 5, 1))
                .toList();
        return new FetchProgress(fetcher, 64, transfers, Instant.EPOCH);
    }
}
