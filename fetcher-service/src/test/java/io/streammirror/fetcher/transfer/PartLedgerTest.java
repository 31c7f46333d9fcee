package io.streammirror.fetcher.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.fetcher.transfer.PartBuffers.PartBuffer;
import io.streammirror.fetcher.transfer.PartLedger.OpenPart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class PartLedgerTest {
    private static final int MANY = 20;

    private final PartBuffers buffers = new PartBuffers(6L * PartSize.DEFAULT);
    private final PartLedger ledger = new PartLedger(PartPlan.of((long) MANY * PartSize.DEFAULT), buffers, 0);

    @Test
    void anItemLeavesAFifthOfTheMemoryToOthers() throws Exception {
        List<OpenPart> parts = claimAll();

        assertThat(parts).extracting(OpenPart::index).containsExactly(0, 1, 2, 3, 4);
        parts.get(3).buffer().close();

        assertThat(ledger.tryClaim()).map(OpenPart::index).contains(5);
        assertThat(ledger.tryClaim()).isEmpty();
    }

    @Test
    void aPartThatWasGivenBackIsTakenByWhoeverMayHoldNoMore() throws Exception {
        List<OpenPart> parts = claimAll();

        ledger.giveBack(parts.get(2));

        assertThat(ledger.claim()).contains(parts.get(2));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "4, 4", "5, 4", "11, 9"})
    void anItemAlwaysHasRoomForAPart(int parts, int forOne) {
        assertThat(new PartBuffers((long) parts * PartSize.DEFAULT).forOneItem(PartSize.DEFAULT))
                .isEqualTo(forOne);
        assertThat(new PartBuffers(PartSize.DEFAULT).forOneItem(2 * PartSize.DEFAULT))
                .isEqualTo(1);
    }

    @Test
    void whoGotNoMemoryHasItsRoomStill() throws Exception {
        try (PartBuffer others =
                buffers.acquire(6 * PartSize.DEFAULT, Duration.ZERO).orElseThrow()) {
            for (int tries = 0; tries < MANY; tries++) {
                assertThat(ledger.tryClaim())
                        .as("while others have all of it: %s", others)
                        .isEmpty();
            }
        }

        assertThat(claimAll()).hasSize(5);
    }

    private List<OpenPart> claimAll() throws InterruptedException {
        var parts = new ArrayList<OpenPart>();
        var part = ledger.tryClaim();
        while (part.isPresent()) {
            parts.add(part.get());
            part = ledger.tryClaim();
        }
        return parts;
    }
}
