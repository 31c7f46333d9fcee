package io.streammirror.fetcher.transfer;

import static io.streammirror.fetcher.transfer.ScriptedSource.status;
import static io.streammirror.fetcher.transfer.ScriptedSource.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.codec.Json;
import io.streammirror.fetcher.claim.Claims;
import io.streammirror.fetcher.part.PartSize;
import io.streammirror.fetcher.source.HostConnections;
import io.streammirror.fetcher.source.SourceResponse;
import io.streammirror.fetcher.transfer.Outcome.Elsewhere;
import io.streammirror.fetcher.transfer.Outcome.Failed;
import io.streammirror.fetcher.transfer.Outcome.Stored;
import io.streammirror.fetcher.transfer.ScriptedSource.Answer;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.UploadId;
import io.streammirror.testing.time.Pause;
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

/** A large item that one fetcher starts and another finishes. */
@Timeout(60)
class HandOverTest extends FetchFixture {
    private static final byte[] HUGE = randomBytes(6 * PartSize.DEFAULT + 4711);
    private static final String ETAG = "\"1\"";

    /** In the fifth part: by then four have been stored, hashed and written down, or can be. */
    private static final int BREAK = 4 * PartSize.DEFAULT + 1_000_000;

    private final CountDownLatch broken = new CountDownLatch(1);
    private final CountDownLatch mayContinue = new CountDownLatch(1);
    private final BlobFetcher other = fetch("other-fetcher", sources, new HostConnections(1));
    private final RecordedTransfer others = new RecordedTransfer();

    /** It waits in real time, in which the other fetcher renews its claim. */
    private final BlobFetcher patient = new BlobFetcher(
            resources(sources, new HostConnections(1)), new Claims(store, "patient", () -> true, Pause::of, clock));

    @Test
    void shouldResumeWhatAnotherFetcherLeftOnShutdown() throws Exception {
        sources.at(FIRST, stuckAt(BREAK), whole(HUGE, ETAG));
        stopInMidItem();

        Outcome outcome = other.fetch(request(HUGE, Map.of(), FIRST), true, others);

        assertResumed(outcome);
    }

    @Test
    void shouldResumeWhatFailedAttemptLeft() throws Exception {
        sources.at(
                FIRST,
                ScriptedSource.brokenAt(BREAK, HUGE, ETAG),
                status(503, Duration.ofMinutes(5)),
                whole(HUGE, ETAG));
        assertThat(fetch(HUGE)).isInstanceOf(Failed.class);

        Outcome outcome = other.fetch(request(HUGE, Map.of(), FIRST), true, others);

        // The part that was being stored when the source failed may be lost.
        assertResumed(outcome, 3);
    }

    @Test
    void shouldTakeOverFromSilentHolderAfterItsLease() throws Exception {
        // A fetcher has claimed the item, and does not renew its claim.
        sources.at(FIRST, stuckAt(BREAK), whole(HUGE, ETAG));
        CompletableFuture<Outcome> paused = begin();
        awaitWrittenDown();
        store.holdBackCreations("this-fetcher");

        Outcome outcome = other.fetch(request(HUGE, Map.of(), FIRST), true, others);

        assertThat(outcome).isInstanceOf(Stored.class);
        assertThat(others.resumed()).isPositive();
        assertStored(HUGE);

        // The former fetcher wakes up, and cannot spoil anything.
        store.letCreationsGo();
        mayContinue.countDown();
        assertThat(paused.get(20, TimeUnit.SECONDS)).isEqualTo(new Stored(0));
        assertStored(HUGE);
    }

    @Test
    void shouldLeaveBlobToLivingFetcher() throws Exception {
        sources.at(FIRST, stuckAt(BREAK), whole(HUGE, ETAG));
        CompletableFuture<Outcome> first = begin();
        awaitWrittenDown();

        Outcome outcome = patient.fetch(request(HUGE, Map.of(), FIRST), true, others);

        assertThat(outcome).isEqualTo(new Elsewhere("this-fetcher"));
        mayContinue.countDown();
        assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(new Stored(HUGE.length));
        assertStored(HUGE);
    }

    @Test
    void shouldFetchBlobOnceAtATimeInOneProcess() throws Exception {
        sources.at(FIRST, stuckAt(BREAK), whole(HUGE, ETAG));
        CompletableFuture<Outcome> first = begin();

        Outcome second = fetch(HUGE);

        assertThat(second).isInstanceOf(Elsewhere.class);
        mayContinue.countDown();
        assertThat(first.get(20, TimeUnit.SECONDS)).isInstanceOf(Stored.class);
        assertThat(sources.requests()).containsExactly("first");
    }

    @Test
    void shouldStartOverWhenUploadIsGone() throws Exception {
        sources.at(FIRST, stuckAt(BREAK), whole(HUGE, ETAG));
        stopInMidItem();
        openUploads().forEach(upload -> store.abortUpload(StoreKeys.blob(Sha256.of(HUGE)), upload));

        Outcome outcome = other.fetch(request(HUGE, Map.of(), FIRST), true, others);

        assertThat(outcome).isEqualTo(new Stored(HUGE.length));
        assertStored(HUGE);
    }

    @Test
    void shouldResumeWhenAnotherServerSendsAnotherTag() throws Exception {
        sources.at(FIRST, stuckAt(BREAK), whole(HUGE, "\"2\""));
        stopInMidItem();

        Outcome outcome = other.fetch(request(HUGE, Map.of(), FIRST), true, others);

        assertResumed(outcome);
        assertThat(others.restarts()).isZero();
    }

    @Test
    void shouldStartOverAfterCompletionFailedOnOverwrittenPart() throws Exception {
        sources.at(FIRST, stuckAt(BREAK), whole(HUGE, ETAG));
        stopInMidItem();
        store.overwriteWhenCompleting(1, new byte[PartSize.DEFAULT]);

        Outcome spoiled = other.fetch(request(HUGE, Map.of(), FIRST), true, others);
        Outcome again = other.fetch(request(HUGE, Map.of(), FIRST), true, others);

        assertThat(spoiled).asInstanceOf(type(Failed.class)).satisfies(failed -> assertThat(failed.retryable())
                .isTrue());
        assertThat(again).isEqualTo(new Stored(HUGE.length));
        assertStored(HUGE);
    }

    private void stopInMidItem() throws Exception {
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

    /** Until the parts so far are in a checkpoint. */
    private void awaitWrittenDown() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(partsWrittenDown()).isEqualTo(4));
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

    private void assertResumed(Outcome outcome) {
        assertResumed(outcome, 4);
    }

    private void assertResumed(Outcome outcome, int leastParts) {
        assertThat(outcome).asInstanceOf(type(Stored.class)).satisfies(stored -> assertThat(stored.transferred())
                .isEqualTo(HUGE.length - others.resumed()));
        assertThat(others.resumed()).isBetween((long) leastParts * PartSize.DEFAULT, 4L * PartSize.DEFAULT);
        assertStored(HUGE);
    }

    /** Delivers bytes up to this offset, and the others when the test allows it. */
    private Answer stuckAt(int offset) {
        Answer whole = whole(HUGE, ETAG);
        return range -> {
            SourceResponse response = whole.to(range);
            InputStream stuck = new StuckStream(response.body(), offset);
            return response.withBody(stuck);
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
                    mayContinue.await();
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
