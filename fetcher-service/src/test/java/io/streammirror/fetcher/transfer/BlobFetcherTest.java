package io.streammirror.fetcher.transfer;

import static io.streammirror.fetcher.transfer.ScriptedSource.brokenAt;
import static io.streammirror.fetcher.transfer.ScriptedSource.chunked;
import static io.streammirror.fetcher.transfer.ScriptedSource.gzip;
import static io.streammirror.fetcher.transfer.ScriptedSource.gzipped;
import static io.streammirror.fetcher.transfer.ScriptedSource.labelled;
import static io.streammirror.fetcher.transfer.ScriptedSource.status;
import static io.streammirror.fetcher.transfer.ScriptedSource.unreachable;
import static io.streammirror.fetcher.transfer.ScriptedSource.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.streammirror.fetcher.meter.RetryCause;
import io.streammirror.fetcher.source.RangeRequest;
import io.streammirror.fetcher.source.SourceResponse;
import io.streammirror.fetcher.transfer.Outcome.Failed;
import io.streammirror.fetcher.transfer.Outcome.Rejected;
import io.streammirror.fetcher.transfer.Outcome.Stored;
import io.streammirror.fetcher.transfer.ScriptedSource.Answer;
import io.streammirror.retry.RetryBudget;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.DamageRecords;
import io.streammirror.store.DamagedBlob;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobFetcherTest extends FetchFixture {
    @Test
    void shouldNotFetchBlobThatIsStoredWithRightSize() throws Exception {
        store.put(StoreKeys.blob(Sha256.of(SMALL)), SMALL, ObjectAttributes.BYTES);

        Outcome outcome = fetch(SMALL);

        assertThat(outcome).isEqualTo(new Stored(0));
        assertThat(sources.requests()).isEmpty();
    }

    @Test
    void shouldFetchSmallItemWithoutLookOnFirstDelivery() throws Exception {
        store.put(StoreKeys.blob(Sha256.of(SMALL)), SMALL, ObjectAttributes.BYTES);
        sources.at(FIRST, whole(SMALL, "\"1\""));

        Outcome outcome = fetch.fetch(request(SMALL, Map.of(), FIRST), false, observer);

        assertThat(outcome).isEqualTo(new Stored(SMALL.length));
    }

    @Test
    void shouldCheckSmallItemThatThisFetcherHasStored() throws Exception {
        sources.at(FIRST, whole(SMALL, "\"1\""));
        fetch.fetch(request(SMALL, Map.of(), FIRST), false, observer);

        Outcome outcome = fetch.fetch(request(SMALL, Map.of(), FIRST), false, observer);

        assertThat(outcome).isEqualTo(new Stored(0));
        assertThat(sources.requests()).hasSize(1);
    }

    @Test
    void shouldReplaceBlobThatIsStoredWithAnotherSize() throws Exception {
        store.put(StoreKeys.blob(Sha256.of(SMALL)), new byte[1], ObjectAttributes.BYTES);
        sources.at(FIRST, whole(SMALL, "\"1\""));

        Outcome outcome = fetch(SMALL);

        assertThat(outcome).isEqualTo(new Stored(SMALL.length));
        assertStored(SMALL);
    }

    @Test
    void shouldReplaceBlobThatIsDamaged() throws Exception {
        byte[] wrong = LARGE.clone();
        wrong[LARGE.length / 2] ^= 1;
        Sha256 sha256 = Sha256.of(LARGE);
        store.put(StoreKeys.blob(sha256), wrong, ObjectAttributes.BYTES);
        new DamageRecords(store)
                .add(
                        sha256,
                        DamagedBlob.of(store.head(StoreKeys.blob(sha256)).orElseThrow(), clock.instant(), "a test"));
        sources.at(FIRST, whole(LARGE, "\"1\""));

        Outcome outcome = fetch(LARGE);

        assertThat(outcome).isEqualTo(new Stored(LARGE.length));
        assertStored(LARGE);
    }

    @Test
    void shouldStoreHashSizeAndTimeAsMetadata() throws Exception {
        sources.at(FIRST, whole(SMALL, "\"1\""));

        fetch(SMALL);

        Sha256 sha256 = Sha256.of(SMALL);
        assertThat(store.head(StoreKeys.blob(sha256)).orElseThrow().metadata())
                .containsEntry("sha256", sha256.hex())
                .containsEntry("size", Integer.toString(SMALL.length))
                .containsEntry("stored-at", "2026-11-23T00:00:00Z");
    }

    @Test
    void shouldStoreEmptyItem() throws Exception {
        sources.at(FIRST, whole(new byte[0], "\"1\""));

        assertThat(fetch(new byte[0])).isEqualTo(new Stored(0));
        assertStored(new byte[0]);
    }

    @Test
    void shouldStoreLargeItemThroughFewerBuffersThanParts() throws Exception {
        sources.at(FIRST, whole(LARGE, "\"1\""));

        assertThat(fetch(LARGE)).isEqualTo(new Stored(LARGE.length));
        assertStored(LARGE);
    }

    @Test
    void shouldRetryUnavailableSource() throws Exception {
        sources.at(FIRST, status(503), status(429), whole(SMALL, "\"1\""));

        assertThat(fetch(SMALL)).isEqualTo(new Stored(SMALL.length));
        assertThat(observer.retries()).containsExactly(RetryCause.STATUS, RetryCause.STATUS);
    }

    @Test
    void shouldFailWithinBudgetWhenSourceStaysUnreachable() throws Exception {
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
    void shouldLeaveLongRetryAfterToWatcher() throws Exception {
        sources.at(FIRST, status(503, Duration.ofMinutes(5)));

        Outcome outcome = fetch(SMALL);

        assertThat(outcome)
                .asInstanceOf(type(Failed.class))
                .extracting(Failed::notBefore)
                .isEqualTo(clock.instant().plus(Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 410, 302, 204})
    void shouldFailPermanentlyWhenEverySourceRefuses(int status) throws Exception {
        sources.at(FIRST, status(status)).at(SECOND, status(410));

        Outcome outcome = fetch(SMALL, FIRST, SECOND);

        assertThat(outcome).asInstanceOf(type(Failed.class)).satisfies(failed -> {
            assertThat(failed.retryable()).isFalse();
            assertThat(failed.reason()).contains("first/item: status " + status, "second/item: status 410");
        });
        assertThat(sources.requests()).containsExactly("first", "second");
    }

    @Test
    void shouldUseSecondSourceWhenFirstRefuses() throws Exception {
        sources.at(FIRST, status(404)).at(SECOND, whole(SMALL, "\"1\""));

        assertThat(fetch(SMALL, FIRST, SECOND)).isEqualTo(new Stored(SMALL.length));
    }

    @Test
    void shouldUseSecondSourceWhenFirstStaysUnreachable() throws Exception {
        sources.at(FIRST, unreachable()).at(SECOND, whole(SMALL, "\"1\""));

        assertThat(fetch(SMALL, FIRST, SECOND)).isEqualTo(new Stored(SMALL.length));
        assertThat(sources.requests()).containsExactly("first", "first", "second");
    }

    @Test
    void shouldRejectWrongBytesAfterSecondRead() throws Exception {
        sources.at(FIRST, whole(FLIPPED, "\"1\""));

        Outcome outcome = fetch(LARGE);

        assertThat(outcome).asInstanceOf(type(Rejected.class)).satisfies(rejected -> assertThat(rejected.reason())
                .contains(Sha256.of(LARGE).hex(), Sha256.of(FLIPPED).hex()));
        assertThat(sources.requests()).containsExactly("first", "first");
        assertThat(store.contents()).isEmpty();
    }

    @Test
    void shouldReadFromAnotherSourceWhenBytesAreWrong() throws Exception {
        sources.at(FIRST, whole(FLIPPED, "\"1\"")).at(SECOND, whole(LARGE, "\"1\""));

        assertThat(fetch(LARGE, FIRST, SECOND)).isEqualTo(new Stored(2L * LARGE.length));
        assertStored(LARGE);
    }

    @Test
    void shouldRejectWhenAnotherDigestDisagrees() throws Exception {
        sources.at(FIRST, whole(SMALL, "\"1\""));
        var request = request(SMALL, Map.of("md5", "0".repeat(32)), FIRST);

        Outcome outcome = fetch.fetch(request, true, observer);

        assertThat(outcome).asInstanceOf(type(Rejected.class)).satisfies(rejected -> assertThat(rejected.reason())
                .contains("md5 is"));
        assertThat(store.contents()).isEmpty();
    }

    @Test
    void shouldIgnoreDigestOfUnknownAlgorithm() throws Exception {
        sources.at(FIRST, whole(SMALL, "\"1\""));

        Outcome outcome = fetch.fetch(request(SMALL, Map.of("whirlpool", "00"), FIRST), true, observer);

        assertThat(outcome).isInstanceOf(Stored.class);
    }

    @Test
    void shouldRejectWrongContentLengthBeforeReadingBody() throws Exception {
        sources.at(FIRST, whole(Arrays.copyOf(SMALL, SMALL.length + 1), "\"1\""));

        Outcome outcome = fetch(SMALL);

        assertThat(outcome).asInstanceOf(type(Rejected.class)).satisfies(rejected -> assertThat(rejected.reason())
                .contains("Content-Length", "14", "13"));
        assertThat(observer.received()).isZero();
    }

    @Test
    void shouldReadOnlyOneByteTooFarWhenBodyIsTooLong() throws Exception {
        sources.at(FIRST, chunked(Arrays.copyOf(SMALL, SMALL.length + 100_000)));

        Outcome outcome = fetch(SMALL);

        assertThat(outcome).asInstanceOf(type(Rejected.class)).satisfies(rejected -> assertThat(rejected.reason())
                .contains("more than"));
        assertThat(observer.received()).isEqualTo(2L * SMALL.length);
    }

    @Test
    void shouldRejectBodyThatEndsEarly() throws Exception {
        sources.at(FIRST, chunked(Arrays.copyOf(SMALL, 5)));

        assertThat(fetch(SMALL)).asInstanceOf(type(Rejected.class)).satisfies(rejected -> assertThat(rejected.reason())
                .contains("size is 5, expected 13"));
    }

    @Test
    void shouldRetryStoreWithoutReadingSourceAgain() throws Exception {
        sources.at(FIRST, whole(LARGE, "\"1\""));
        store.failNext(3);

        assertThat(fetch(LARGE)).isEqualTo(new Stored(LARGE.length));
        assertThat(observer.retries()).containsOnly(RetryCause.STORE).hasSize(3);
        assertStored(LARGE);
    }

    @Test
    void shouldCheckBlobWhenResponseOfCompletionIsLost() throws Exception {
        sources.at(FIRST, whole(LARGE, "\"1\""));
        store.loseAnswerOfCompletion();

        assertThat(fetch(LARGE)).isEqualTo(new Stored(LARGE.length));
        assertStored(LARGE);
    }

    @Test
    void shouldFailRetryablyOnUnexpectedError() throws Exception {
        sources.at(FIRST, range -> {
            throw new IllegalStateException("an error of ours");
        });

        assertThat(fetch(SMALL)).asInstanceOf(type(Failed.class)).satisfies(failed -> {
            assertThat(failed.retryable()).isTrue();
            assertThat(failed.reason()).contains("an error of ours");
        });
    }

    @Test
    void shouldFailRetryablyWhenStoreStaysUnavailable() throws Exception {
        sources.at(FIRST, whole(SMALL, "\"1\""));
        store.failNext(Integer.MAX_VALUE);

        assertThat(fetch(SMALL)).asInstanceOf(type(Failed.class)).satisfies(failed -> assertThat(failed.retryable())
                .isTrue());
    }

    @Test
    void shouldFetchItemThatWasMissingForAMinute() throws Exception {
        Instant there = clock.instant().plusSeconds(60);
        sources.at(FIRST, range -> (clock.instant().isBefore(there) ? status(404) : whole(SMALL, "\"1\"")).to(range));

        assertThat(fetch(SMALL)).isEqualTo(new Stored(SMALL.length));
    }

    @Test
    void shouldFailRetryablyWhenEverySourceLacksItem() throws Exception {
        sources.at(FIRST, status(404)).at(SECOND, status(404));

        assertThat(fetch(SMALL, FIRST, SECOND)).asInstanceOf(type(Failed.class)).satisfies(failed -> {
            assertThat(failed.retryable()).isTrue();
            assertThat(failed.reason()).contains("first/item: status 404", "second/item: status 404");
        });
        assertThat(sources.requests()).startsWith("first", "second", "second", "first");
    }

    @Test
    void shouldNotWaitLongForFurtherItemsWhenSourceLacksSeveral() throws Exception {
        sources.at(FIRST, status(404));
        for (int item = 0; item < 3; item++) {
            fetch(("missing " + item).getBytes(StandardCharsets.UTF_8));
        }
        Instant start = clock.instant();

        assertThat(fetch(SMALL)).isInstanceOf(Failed.class);
        assertThat(Duration.between(start, clock.instant())).isLessThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void shouldSendAtMostTenRequestsToBusySource() throws Exception {
        sources.at(FIRST, status(503));

        assertThat(fetch(SMALL)).asInstanceOf(type(Failed.class)).satisfies(failed -> assertThat(failed.retryable())
                .isTrue());
        assertThat(sources.requests()).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void shouldDecodeGzipThatWasNotRequested() throws Exception {
        sources.at(FIRST, gzipped(SMALL));

        assertThat(fetch(SMALL)).isEqualTo(new Stored(SMALL.length));
        assertStored(SMALL);
    }

    @Test
    void shouldDecodeGzipOfLargeItemWhenConnectionBreaks() throws Exception {
        byte[] packed = gzip(LARGE);
        Answer broken = range -> {
            SourceResponse response = gzipped(LARGE).to(range);
            return response.withBody(brokenAt(packed.length / 2, packed, "")
                    .to(RangeRequest.WHOLE)
                    .body());
        };
        sources.at(FIRST, broken, gzipped(LARGE));

        assertThat(fetch(LARGE)).isInstanceOf(Stored.class);
        assertStored(LARGE);
    }

    @Test
    void shouldStoreCompressedFileThatServerLabelsAsGzip() throws Exception {
        byte[] file = gzip(SMALL);
        sources.at(FIRST, labelled(file, "gzip"));

        assertThat(fetch(file)).isEqualTo(new Stored(file.length));
        assertStored(file);
    }

    @Test
    void shouldNameEncodingThatCannotBeDecoded() throws Exception {
        byte[] other = Arrays.copyOf(SMALL, 5);
        sources.at(FIRST, labelled(other, "br"));

        assertThat(fetch(SMALL)).asInstanceOf(type(Failed.class)).satisfies(failed -> assertThat(failed.reason())
                .contains("Content-Encoding is br"));
    }

    @Test
    void shouldRejectBodyThatIsNotGzipAsLabelled() throws Exception {
        sources.at(FIRST, labelled(Arrays.copyOf(SMALL, 5), "gzip"));

        assertThat(fetch(SMALL)).asInstanceOf(type(Rejected.class)).satisfies(rejected -> assertThat(rejected.reason())
                .contains("Content-Encoding is gzip"));
    }
}
