package io.streammirror.watcher.request;

import static io.streammirror.watcher.request.PendingRequests.FIRST_BACKOFF;
import static io.streammirror.watcher.request.PendingRequests.MAX_BACKOFF;
import static io.streammirror.watcher.request.PendingRequests.MAX_SILENCE;
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

    private final PendingRequests pending = new PendingRequests();

    @Test
    void shouldBeDueWhenNeverRequested() {
        assertThat(pending.isDue(BLOB, NOW)).isTrue();
        assertThat(pending.anyDue(NOW)).isFalse();
    }

    @Test
    void shouldBeDueAgainAfterSilence() {
        pending.requested(BLOB, NOW);

        assertDueAt(NOW.plus(SILENCE));
    }

    /** Fetchers that are down for long find few copies of each request in the queue. */
    @Test
    void shouldWaitLongerAfterEachRepetitionInVain() {
        Instant now = NOW;
        Duration silence = SILENCE;
        for (int repetition = 0; repetition < 40; repetition++) {
            pending.requested(BLOB, now);

            assertDueAt(now.plus(silence));
            now = now.plus(silence);
            Duration doubled = silence.multipliedBy(2);
            silence = doubled.compareTo(MAX_SILENCE) > 0 ? MAX_SILENCE : doubled;
        }
        assertThat(silence).isEqualTo(MAX_SILENCE);

        pending.failed(BLOB, null, now);
        pending.requested(BLOB, now);

        assertDueAt(now.plus(SILENCE));
    }

    @Test
    void shouldKnowOldestRequestThatIsNotFulfilledThroughRetries() {
        assertThat(pending.oldest()).isEmpty();
        pending.requested(BLOB, NOW);
        pending.failed(BLOB, null, NOW.plusSeconds(10));
        pending.requested(BLOB, NOW.plusSeconds(60));
        pending.requested(OTHER, NOW.plusSeconds(20));

        assertThat(pending.oldest()).contains(NOW);
        assertThat(pending.count()).isEqualTo(2);

        pending.stored(BLOB);

        assertThat(pending.oldest()).contains(NOW.plusSeconds(20));
        assertThat(pending.count()).isEqualTo(1);
    }

    @Test
    void shouldWaitOnWhenAnyRequestGivesASign() {
        pending.requested(BLOB, NOW);

        pending.signOfLife(NOW.plusSeconds(100));

        assertDueAt(NOW.plusSeconds(100).plus(SILENCE));
    }

    @Test
    void shouldRetryFailureAlthoughOtherRequestsGiveSigns() {
        pending.requested(BLOB, NOW);
        pending.failed(BLOB, null, NOW);

        pending.signOfLife(NOW.plusSeconds(20));

        assertDueAt(NOW.plus(FIRST_BACKOFF));
    }

    @Test
    void shouldBeDueAtOnceWhenTheRequestDidNotGoOut() {
        pending.requested(BLOB, NOW);

        pending.notRequested(BLOB);

        assertThat(pending.isDue(BLOB, NOW)).isTrue();
    }

    @Test
    void shouldDoubleBackOffUpToItsLimit() {
        Duration expected = FIRST_BACKOFF;
        for (int failure = 0; failure < 40; failure++) {
            pending.requested(BLOB, NOW);

            pending.failed(BLOB, null, NOW);

            assertDueAt(NOW.plus(expected));
            Duration doubled = expected.multipliedBy(2);
            expected = doubled.compareTo(MAX_BACKOFF) > 0 ? MAX_BACKOFF : doubled;
        }
        assertThat(expected).isEqualTo(MAX_BACKOFF);
    }

    @Test
    void shouldRetryAnyFailureWithinFiveMinutesHoweverOftenItFailed() {
        for (int failure = 0; failure < 1000; failure++) {
            pending.failed(BLOB, null, NOW);
        }

        assertThat(pending.isDue(BLOB, NOW.plus(Duration.ofMinutes(5)))).isTrue();
    }

    @Test
    void shouldRetryFailuresAtOnceWhenAnOperatorAsksForAPoll() {
        pending.requested(OTHER, NOW);
        pending.failed(BLOB, null, NOW);

        pending.retryNow(blob -> true);

        assertThat(pending.isDue(BLOB, NOW)).isTrue();
        assertThat(pending.isDue(OTHER, NOW))
                .as("a request that still waits for its result")
                .isFalse();
    }

    @Test
    void shouldRetryOnlyWhatTheMirrorWantsWhenAnOperatorAsksForAPoll() {
        pending.failed(BLOB, null, NOW);
        pending.failed(OTHER, null, NOW);

        pending.retryNow(OTHER::equals);

        assertThat(pending.isDue(BLOB, NOW)).isFalse();
        assertThat(pending.isDue(OTHER, NOW)).isTrue();
    }

    @Test
    void shouldWaitLongerWhenUpstreamAsksAndNeverShorter() {
        pending.failed(BLOB, NOW.plusSeconds(7200), NOW);
        assertDueAt(NOW.plusSeconds(7200));

        pending.failed(OTHER, NOW.plusSeconds(1), NOW);
        assertThat(pending.isDue(OTHER, NOW.plusSeconds(1))).isFalse();
    }

    @Test
    void shouldStartBackOffAgainAfterSuccess() {
        pending.failed(BLOB, null, NOW);
        pending.failed(BLOB, null, NOW);

        pending.stored(BLOB);
        pending.failed(BLOB, null, NOW);

        assertDueAt(NOW.plus(FIRST_BACKOFF));
    }

    @Test
    void shouldMakeWaitingRequestsDueWhenTheQueueIsLost() {
        pending.requested(BLOB, NOW);
        pending.failed(OTHER, null, NOW);

        pending.queueLost();

        assertThat(pending.isDue(BLOB, NOW)).isTrue();
        assertThat(pending.isDue(OTHER, NOW)).isFalse();
    }

    @Test
    void shouldForgetWhatIsNoLongerWanted() {
        pending.failed(BLOB, null, NOW);
        pending.failed(OTHER, null, NOW);

        pending.keepOnly(OTHER::equals);

        assertThat(pending.isDue(BLOB, NOW)).isTrue();
        assertThat(pending.isDue(OTHER, NOW)).isFalse();
    }

    private void assertDueAt(Instant due) {
        assertThat(pending.isDue(BLOB, due.minus(TICK))).isFalse();
        assertThat(pending.anyDue(due.minus(TICK))).isFalse();
        assertThat(pending.isDue(BLOB, due)).isTrue();
        assertThat(pending.anyDue(due)).isTrue();
    }
}
