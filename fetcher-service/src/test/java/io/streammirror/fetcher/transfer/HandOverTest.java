package io.streammirror.fetcher.transfer;

import static io.streammirror.fetcher.transfer.ScriptedSource.status;
import static io.streammirror.fetcher.transfer.ScriptedSource.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.codec.Json;
import io.streammirror.fetcher.checkpoint.Claims;
import io.streammirror.fetcher.source.HostConnections;
import io.streammirror.fetcher.source.SourceResponse;
import io.streammirror.fetcher.transfer.Outcome.Elsewhere;
import io.streammirror.fetcher.transfer.Outcome.Failed;
import io.streammirror.fetcher.transfer.Outcome.Stored;
import io.streammirror.fetcher.transfer.ScriptedSource.Answer;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.UploadId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A large item that one fetcher begins and another ends. */
@Timeout(60)
class HandOverTest extends FetchBench {
    private static final byte[] HUGE = randomBytes(6 * PartSize.DEFAULT + 4711);
    private static final String ETAG = "\"1\"";

    /** In the fifth part: by then four have been stored, hashed and written down, or can be. */
    private static final int BREAK = 4 * PartSize.DEFAULT + 1_000_000;

    private final CountDownLatch broken = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final Fetch other = fetch("other-fetcher", sources, new HostConnections(1));
    private final RecordedTransfer others = new RecordedTransfer();

    /** Its looks take real time, in which the other renews its claim. */
    private final Fetch patient = new Fetch(
            equipment(sources, new HostConnections(1)),
            new Claims(store, "patient", () -> true, duration -> Thread.sleep(duration.toMillis()), clock));

    @Test
    void whatAFetcherLeavesWhenItIsToldToEndIsGoneOnWith() throws Exception {
        // Given
        sources.at(FIRST, stuckAt(BREAK), whole(HUGE, ETAG));
        endInMidItem();

        // When
        Outcome outcome = other.fetch(request(HUGE, Map.of(), FIRST), true, others);

        // Then
        assertGoneOn(outcome);
    }

    @Test
    void whatAFailedTryLeavesIsGoneOnWith() throws Exception {
        // Given
        sources.at(
                FIRST,
                ScriptedSource.brokenAt(BREAK, HUGE, ETAG),
                status(503, Duration.ofMinutes(5)),
                whole(HUGE, ETAG));
        assertThat(fetch(HUGE)).isInstanceOf(Failed.class);

        // When
        Outcome outcome = other.fetch(request(HUGE, Map.of(), FIRST), true, others);

        // Then
        assertGoneOn(outcome);
    }

    @Test
    void aSilentHolderIsWaitedForUntilItsLeaseIsOverAndThenSucceeded() throws Exception {
        // Given: a fetcher that holds the item, and shows no life while time passes
        sources.at(FIRST, stuckAt(BREAK), whole(HUGE, ETAG));
        CompletableFuture<Outcome> paused = begin();
        awaitWrittenDown();
        store.holdBackCreations("this-fetcher");

        // When
        Outcome outcome = other.fetch(request(HUGE, Map.of(), FIRST), true, others);

        // Then
        assertThat(outcome).isInstanceOf(Stored.class);
        assertThat(others.resumed()).isPositive();
        assertStored(HUGE);

        // And when it wakes up, it cannot spoil anything
        store.letCreationsGo();
        goOn.countDown();
        assertThat(paused.get(20, TimeUnit.SECONDS)).isEqualTo(new Stored(0));
        assertStored(HUGE);
    }

    @Test
    void whatALivingFetcherIsAtIsLeftToIt() throws Exception {
        // Given
        sources.at(FIRST, stuckAt(BREAK), whole(HUGE, ETAG));
        CompletableFuture<Outcome> first = begin();
        awaitWrittenDown();

        // When
        Outcome outcome = patient.fetch(request(HUGE, Map.of(), FIRST), true, others);

        // Then
        assertThat(outcome).isEqualTo(new Elsewhere("this-fetcher"));
        goOn.countDown();
        assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(new Stored(HUGE.length));
        assertStored(HUGE);
    }

    @Test
    void theSameBlobIsWorkedOnOnceInAProcess() throws Exception {
        // Given
        sources.at(FIRST, stuckAt(BREAK), whole(HUGE, ETAG));
        CompletableFuture<Outcome> first = begin();

        // When
        Outcome second = fetch(HUGE);

        // Then
        assertThat(second).isInstanceOf(Elsewhere.class);
        goOn.countDown();
        assertThat(first.get(20, TimeUnit.SECONDS)).isInstanceOf(Stored.class);
        assertThat(sources.requests()).containsExactly("first");
    }

    @Test
    void anUploadThatIsGoneIsBegunAnew() throws Exception {
        // Given
        sources.at(FIRST, stuckAt(BREAK), whole(HUGE, ETAG));
        endInMidItem();
        openUploads().forEach(upload -> store.abortUpload(StoreKeys.blob(Sha256.of(HUGE)), upload));

        // When
        Outcome outcome = other.fetch(request(HUGE, Map.of(), FIRST), true, others);

        // Then
        assertThat(outcome).isEqualTo(new Stored(HUGE.length));
        assertStored(HUGE);
    }

    @Test
    void aSourceThatChangedMeanwhileIsReadAnew() throws Exception {
        sources.at(FIRST, stuckAt(BREAK), whole(HUGE, "\"2\""));
        endInMidItem();

        Outcome outcome = other.fetch(request(HUGE, Map.of(), FIRST), true, others);

        assertThat(outcome).isEqualTo(new Stored(HUGE.length));
        assertThat(others.restarts()).isOne();
        assertStored(HUGE);
    }

    @Test
    void aPartThatWasOverwrittenMakesTheCompletionFailAndTheNextTryBeginAnew() throws Exception {
        // Given
        sources.at(FIRST, stuckAt(BREAK), whole(HUGE, ETAG));
        endInMidItem();
        store.overwriteWhenCompleting(1, new byte[PartSize.DEFAULT]);

        // When
        Outcome spoiled = other.fetch(request(HUGE, Map.of(), FIRST), true, others);
        Outcome again = other.fetch(request(HUGE, Map.of(), FIRST), true, others);

        // Then
        assertThat(spoiled).asInstanceOf(type(Failed.class)).satisfies(failed -> assertThat(failed.retryable())
                .isTrue());
        assertThat(again).isEqualTo(new Stored(HUGE.length));
        assertStored(HUGE);
    }

    private void endInMidItem() throws Exception {
        var worker = new CompletableFuture<Thread>();
        var end = new CompletableFuture<Outcome>();
        uploads.execute(() -> {
            worker.complete(Thread.currentThread());
            try {
                end.complete(fetch(HUGE));
            } catch (InterruptedException | RuntimeException e) {
                end.completeExceptionally(e);
            }
        });
        awaitBroken();
        awaitWrittenDown();
        worker.get().interrupt();
        assertThatThrownBy(() -> end.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
    }

    private CompletableFuture<Outcome> begin() throws Exception {
        var outcome = new CompletableFuture<Outcome>();
        uploads.execute(() -> {
            try {
                outcome.complete(fetch(HUGE));
            } catch (InterruptedException | RuntimeException e) {
                outcome.completeExceptionally(e);
            }
        });
        awaitBroken();
        return outcome;
    }

    private void awaitBroken() throws InterruptedException {
        assertThat(broken.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Until the parts that came so far are in a step. */
    private void awaitWrittenDown() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (partsWrittenDown() < 4 && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertThat(partsWrittenDown()).isEqualTo(4);
    }

    private long partsWrittenDown() {
        return store.contents().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(StoreKeys.UPLOADS))
                .map(entry -> Json.read(entry.getValue(), JsonNode.class)
                        .at("/progress/etags")
                        .size())
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
    }

    private List<UploadId> openUploads() {
        var ids = new ArrayList<UploadId>();
        store.listUploads(StoreKeys.BLOBS, upload -> ids.add(upload.upload()));
        return ids;
    }

    private void assertGoneOn(Outcome outcome) {
        assertThat(outcome).asInstanceOf(type(Stored.class)).satisfies(stored -> assertThat(stored.transferred())
                .isEqualTo(HUGE.length - others.resumed()));
        assertThat(others.resumed()).isEqualTo(4L * PartSize.DEFAULT);
        assertStored(HUGE);
    }

    /** Gives bytes up to this offset, and the others only when the test says so. */
    private Answer stuckAt(int offset) {
        Answer whole = whole(HUGE, ETAG);
        return span -> {
            SourceResponse response = whole.to(span);
            InputStream stuck = new StuckStream(response.body(), offset);
            return new SourceResponse(
                    response.status(),
                    response.length(),
                    response.validator(),
                    response.range(),
                    response.retryAfter(),
                    stuck);
        };
    }

    private final class StuckStream extends InputStream {
        private final InputStream bytes;
        private int left;

        StuckStream(InputStream bytes, int left) {
            this.bytes = bytes;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                broken.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted", e);
                }
                return bytes.read(target, offset, length);
            }
            int count = bytes.read(target, offset, Math.min(length, left));
            left -= count;
            return count;
        }
    }
}
