package io.streammirror.watcher.request;

import static io.streammirror.watcher.request.PendingRequests.FIRST_BACK_OFF;
import static io.streammirror.watcher.request.PendingRequests.LONGEST_BACK_OFF;
import static io.streammirror.watcher.request.PendingRequests.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.simplestreams.Sha256;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PendingRequestsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration TICK = Duration.ofMillis(1);
    private static final Sha256 BLOB = Sha256.of(new byte[] {1});
    private static final Sha256 OTHER = Sha256.of(new byte[] {2});

    private final PendingRequests ledger = new PendingRequests();

    @Test
    void whatWasNeverAskedForIsDueAndNothingElseIs() {
        assertThat(ledger.isDue(BLOB, NOW)).isTrue();
        assertThat(ledger.anyDue(NOW)).isFalse();
    }

    @Test
    void aRequestIsDueAgainAfterSilence() {
        ledger.asked(BLOB, NOW);

        assertDueAt(NOW.plus(SILENCE));
    }

    @Test
    void anySignOfLifeKeepsWaitingRequestsAlive() {
        ledger.asked(BLOB, NOW);

        ledger.heard(NOW.plusSeconds(500));

        assertDueAt(NOW.plusSeconds(500).plus(SILENCE));
    }

    @Test
    void signsOfLifeDoNotHoldUpWhatHasFailed() {
        ledger.asked(BLOB, NOW);
        ledger.failed(BLOB, true, null, NOW);

        ledger.heard(NOW.plusSeconds(20));

        assertDueAt(NOW.plus(FIRST_BACK_OFF));
    }

    @Test
    void aRequestThatDidNotGoOutIsDueAtOnce() {
        ledger.asked(BLOB, NOW);

        ledger.notAsked(BLOB);

        assertThat(ledger.isDue(BLOB, NOW)).isTrue();
    }

    @Test
    void backOffDoublesUpToItsLimit() {
        Duration expected = FIRST_BACK_OFF;
        for (int failure = 0; failure < 40; failure++) {
            ledger.asked(BLOB, NOW);

            ledger.failed(BLOB, true, null, NOW);

            assertDueAt(NOW.plus(expected));
            Duration doubled = expected.multipliedBy(2);
            expected = doubled.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : doubled;
        }
        assertThat(expected).isEqualTo(LONGEST_BACK_OFF);
    }

    @Test
    void aRejectedBlobWaitsLongest() {
        ledger.asked(BLOB, NOW);

        ledger.failed(BLOB, false, null, NOW);

        assertDueAt(NOW.plus(LONGEST_BACK_OFF));
    }

    @Test
    void upstreamMayAskForMoreTimeButNotForLess() {
        ledger.failed(BLOB, true, NOW.plusSeconds(7200), NOW);
        assertDueAt(NOW.plusSeconds(7200));

        ledger.failed(BLOB, false, NOW.plusSeconds(1), NOW);
        assertDueAt(NOW.plus(LONGEST_BACK_OFF));
    }

    @Test
    void successEndsTheBackOff() {
        ledger.failed(BLOB, true, null, NOW);
        ledger.failed(BLOB, true, null, NOW);

        ledger.stored(BLOB);
        ledger.failed(BLOB, true, null, NOW);

        assertDueAt(NOW.plus(FIRST_BACK_OFF));
    }

    @Test
    void whenTheQueueIsLostWhatWaitedInItIsDueAndWhatFailedIsNot() {
        ledger.asked(BLOB, NOW);
        ledger.failed(OTHER, true, null, NOW);

        ledger.queueLost();

        assertThat(ledger.isDue(BLOB, NOW)).isTrue();
        assertThat(ledger.isDue(OTHER, NOW)).isFalse();
    }

    @Test
    void whatIsNoLongerWantedIsForgotten() {
        ledger.failed(BLOB, true, null, NOW);
        ledger.failed(OTHER, true, null, NOW);

        ledger.keepOnly(OTHER::equals);

        assertThat(ledger.isDue(BLOB, NOW)).isTrue();
        assertThat(ledger.isDue(OTHER, NOW)).isFalse();
    }

    private void assertDueAt(Instant due) {
        assertThat(ledger.isDue(BLOB, due.minus(TICK))).isFalse();
        assertThat(ledger.anyDue(due.minus(TICK))).isFalse();
        assertThat(ledger.isDue(BLOB, due)).isTrue();
        assertThat(ledger.anyDue(due)).isTrue();
    }
}
