package io.streammirror.fetcher.transfer;

import static io.streammirror.fetcher.transfer.ScriptedSource.chunked;
import static io.streammirror.fetcher.transfer.ScriptedSource.status;
import static io.streammirror.fetcher.transfer.ScriptedSource.unreachable;
import static io.streammirror.fetcher.transfer.ScriptedSource.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.streammirror.fetcher.retry.RetryBudget;
import io.streammirror.fetcher.transfer.Outcome.Failed;
import io.streammirror.fetcher.transfer.Outcome.Rejected;
import io.streammirror.fetcher.transfer.Outcome.Stored;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchTest extends FetchBench {
    @Test
    void whatIsStoredWithTheRightSizeIsNotFetched() throws Exception {
        // Given
        store.put(StoreKeys.blob(Sha256.of(SMALL)), SMALL, ObjectAttributes.BYTES);

        // When
        Outcome outcome = fetch(SMALL);

        // Then
        assertThat(outcome).isEqualTo(new Stored(0));
        assertThat(sources.requests()).isEmpty();
    }

    @Test
    void aSmallItemThatNobodyHadBeforeIsFetchedWithoutLookingForIt() throws Exception {
        store.put(StoreKeys.blob(Sha256.of(SMALL)), SMALL, ObjectAttributes.BYTES);
        sources.at(FIRST, whole(SMALL, "\"1\""));

        Outcome outcome = fetch.fetch(request(SMALL, Map.of(), FIRST), false, observer);

        assertThat(outcome).isEqualTo(new Stored(SMALL.length));
    }

    @Test
    void aSmallItemThatThisFetcherHasStoredIsLookedForWhenItIsAskedForAnew() throws Exception {
        sources.at(FIRST, whole(SMALL, "\"1\""));
        fetch.fetch(request(SMALL, Map.of(), FIRST), false, observer);

        Outcome outcome = fetch.fetch(request(SMALL, Map.of(), FIRST), false, observer);

        assertThat(outcome).isEqualTo(new Stored(0));
        assertThat(sources.requests()).hasSize(1);
    }

    @Test
    void whatIsStoredWithAnotherSizeIsReplaced() throws Exception {
        store.put(StoreKeys.blob(Sha256.of(SMALL)), new byte[1], ObjectAttributes.BYTES);
        sources.at(FIRST, whole(SMALL, "\"1\""));

        Outcome outcome = fetch(SMALL);

        assertThat(outcome).isEqualTo(new Stored(SMALL.length));
        assertStored(SMALL);
    }

    @Test
    void theBlobSaysWhatItIs() throws Exception {
        sources.at(FIRST, whole(SMALL, "\"1\""));

        fetch(SMALL);

        Sha256 sha256 = Sha256.of(SMALL);
        assertThat(store.head(StoreKeys.blob(sha256)).orElseThrow().metadata())
                .containsEntry("sha256", sha256.hex())
                .containsEntry("size", Integer.toString(SMALL.length))
                .containsEntry("stored-at", "2026-11-23T00:00:00Z");
    }

    @Test
    void anEmptyItemIsAnItem() throws Exception {
        sources.at(FIRST, whole(new byte[0], "\"1\""));

        assertThat(fetch(new byte[0])).isEqualTo(new Stored(0));
        assertStored(new byte[0]);
    }

    @Test
    void aLargeItemGoesInPartsThroughFewerBuffersThanItHas() throws Exception {
        sources.at(FIRST, whole(LARGE, "\"1\""));

        assertThat(fetch(LARGE)).isEqualTo(new Stored(LARGE.length));
        assertStored(LARGE);
    }

    @Test
    void anUnavailableSourceIsTriedAgain() throws Exception {
        sources.at(FIRST, status(503), status(429), whole(SMALL, "\"1\""));

        assertThat(fetch(SMALL)).isEqualTo(new Stored(SMALL.length));
        assertThat(observer.retries()).containsExactly(RetryCause.STATUS, RetryCause.STATUS);
    }

    @Test
    void aSourceThatStaysUnreachableFailsWithinTheBudget() throws Exception {
        sources.at(FIRST, unreachable());
        Instant start = clock.instant();

        Outcome outcome = fetch(SMALL);

        assertThat(outcome).asInstanceOf(type(Failed.class)).satisfies(failed -> {
            assertThat(failed.retryable()).isTrue();
            assertThat(failed.reason()).contains("first").contains("connection refused");
        });
        assertThat(Duration.between(start, clock.instant())).isLessThanOrEqualTo(RetryBudget.TOTAL);
    }

    @Test
    void aLongRetryAfterIsLeftToTheWatcher() throws Exception {
        sources.at(FIRST, status(503, Duration.ofMinutes(5)));

        Outcome outcome = fetch(SMALL);

        assertThat(outcome)
                .asInstanceOf(type(Failed.class))
                .extracting(Failed::notBefore)
                .isEqualTo(clock.instant().plus(Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 410, 302, 204})
    void whatEverySourceRefusesFailsForGood(int status) throws Exception {
        sources.at(FIRST, status(status)).at(SECOND, status(404));

        Outcome outcome = fetch(SMALL, FIRST, SECOND);

        assertThat(outcome).asInstanceOf(type(Failed.class)).satisfies(failed -> {
            assertThat(failed.retryable()).isFalse();
            assertThat(failed.reason()).contains("first/item: status " + status, "second/item: status 404");
        });
        assertThat(sources.requests()).containsExactly("first", "second");
    }

    @Test
    void aSecondSourceHelpsWhereTheFirstRefuses() throws Exception {
        sources.at(FIRST, status(404)).at(SECOND, whole(SMALL, "\"1\""));

        assertThat(fetch(SMALL, FIRST, SECOND)).isEqualTo(new Stored(SMALL.length));
    }

    @Test
    void aSecondSourceHelpsWhereTheFirstStaysUnreachable() throws Exception {
        sources.at(FIRST, unreachable()).at(SECOND, whole(SMALL, "\"1\""));

        assertThat(fetch(SMALL, FIRST, SECOND)).isEqualTo(new Stored(SMALL.length));
        assertThat(sources.requests()).containsExactly("first", "first", "second");
    }

    @Test
    void aFlippedBitIsReadAgainAndThenRejected() throws Exception {
        sources.at(FIRST, whole(FLIPPED, "\"1\""));

        Outcome outcome = fetch(LARGE);

        assertThat(outcome).asInstanceOf(type(Rejected.class)).satisfies(rejected -> assertThat(rejected.reason())
                .contains(Sha256.of(LARGE).hex(), Sha256.of(FLIPPED).hex()));
        assertThat(sources.requests()).containsExactly("first", "first");
        assertThat(store.contents()).isEmpty();
    }

    @Test
    void aFlippedBitIsHealedByAnotherSource() throws Exception {
        sources.at(FIRST, whole(FLIPPED, "\"1\"")).at(SECOND, whole(LARGE, "\"1\""));

        assertThat(fetch(LARGE, FIRST, SECOND)).isEqualTo(new Stored(2L * LARGE.length));
        assertStored(LARGE);
    }

    @Test
    void aFurtherDigestThatDisagreesRejects() throws Exception {
        sources.at(FIRST, whole(SMALL, "\"1\""));
        var request = request(SMALL, Map.of("md5", "0".repeat(32)), FIRST);

        Outcome outcome = fetch.fetch(request, true, observer);

        assertThat(outcome).asInstanceOf(type(Rejected.class)).satisfies(rejected -> assertThat(rejected.reason())
                .contains("md5 is"));
        assertThat(store.contents()).isEmpty();
    }

    @Test
    void aDigestOfAnUnknownKindIsLeftToSha256() throws Exception {
        sources.at(FIRST, whole(SMALL, "\"1\""));

        Outcome outcome = fetch.fetch(request(SMALL, Map.of("whirlpool", "00"), FIRST), true, observer);

        assertThat(outcome).isInstanceOf(Stored.class);
    }

    @Test
    void aWrongContentLengthIsRefusedBeforeTheBodyIsRead() throws Exception {
        sources.at(FIRST, whole(Arrays.copyOf(SMALL, SMALL.length + 1), "\"1\""));

        Outcome outcome = fetch(SMALL);

        assertThat(outcome).asInstanceOf(type(Rejected.class)).satisfies(rejected -> assertThat(rejected.reason())
                .contains("Content-Length", "14", "13"));
        assertThat(observer.received()).isZero();
    }

    @Test
    void aBodyThatIsTooLongIsReadOneByteTooFarOnly() throws Exception {
        sources.at(FIRST, chunked(Arrays.copyOf(SMALL, SMALL.length + 100_000)));

        Outcome outcome = fetch(SMALL);

        assertThat(outcome).asInstanceOf(type(Rejected.class)).satisfies(rejected -> assertThat(rejected.reason())
                .contains("more than"));
        assertThat(observer.received()).isEqualTo(2L * SMALL.length);
    }

    @Test
    void aBodyThatEndsEarlyIsRejected() throws Exception {
        sources.at(FIRST, chunked(Arrays.copyOf(SMALL, 5)));

        assertThat(fetch(SMALL)).asInstanceOf(type(Rejected.class)).satisfies(rejected -> assertThat(rejected.reason())
                .contains("size is 5, expected 13"));
    }

    @Test
    void aStoreThatHiccupsIsTriedAgainWithoutReadingUpstreamAgain() throws Exception {
        sources.at(FIRST, whole(LARGE, "\"1\""));
        store.failNext(3);

        assertThat(fetch(LARGE)).isEqualTo(new Stored(LARGE.length));
        assertThat(observer.retries()).containsOnly(RetryCause.STORE).hasSize(3);
        assertStored(LARGE);
    }

    @Test
    void aCompletionWhoseAnswerWasLostIsSettledByLooking() throws Exception {
        sources.at(FIRST, whole(LARGE, "\"1\""));
        store.loseAnswerOfCompletion();

        assertThat(fetch(LARGE)).isEqualTo(new Stored(LARGE.length));
        assertStored(LARGE);
    }

    @Test
    void anUnexpectedMistakeFailsTheItemForNow() throws Exception {
        sources.at(FIRST, span -> {
            throw new IllegalStateException("a mistake of ours");
        });

        assertThat(fetch(SMALL)).asInstanceOf(type(Failed.class)).satisfies(failed -> {
            assertThat(failed.retryable()).isTrue();
            assertThat(failed.reason()).contains("a mistake of ours");
        });
    }

    @Test
    void aMistakeOfInterruptedWorkIsNotReported() {
        Thread caller = Thread.currentThread();
        sources.at(FIRST, span -> {
            caller.interrupt();
            throw new IllegalStateException("a consequence of the interruption");
        });

        assertThatThrownBy(() -> fetch(SMALL)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void aStoreThatStaysAwayFailsTheItemForNow() throws Exception {
        sources.at(FIRST, whole(SMALL, "\"1\""));
        store.failNext(Integer.MAX_VALUE);

        assertThat(fetch(SMALL)).asInstanceOf(type(Failed.class)).satisfies(failed -> assertThat(failed.retryable())
                .isTrue());
    }
}
