package io.streammirror.fetcher.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.fetcher.claim.ClaimResult.Elsewhere;
import io.streammirror.fetcher.claim.ClaimResult.Taken;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.UploadId;
import io.streammirror.store.UploadedPart;
import io.streammirror.testing.time.ManualClock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsTest {
    private static final Sha256 BLOB = Sha256.of("a blob".getBytes(StandardCharsets.UTF_8));
    private static final Progress PROGRESS = progressOf(new UploadId("upload"));

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-25T00:00:00Z"));
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final OrphanedUploadCleaner cleaner = new OrphanedUploadCleaner(store, "sweeper", clock);

    @Test
    void shouldTakeUnclaimedBlob() throws Exception {
        assertThat(taken("one").inherited()).isEmpty();
    }

    @Test
    void shouldInheritProgressOfReleasedClaim() throws Exception {
        taken("one").release(Optional.of(PROGRESS));

        assertThat(taken("two").inherited()).contains(PROGRESS);
    }

    @Test
    void shouldWriteCheckpointInFixedForm() throws Exception {
        taken("one").keep(Optional.of(PROGRESS));

        assertThat(new String(store.contents().get(StoreKeys.uploadStep(BLOB, 2)), StandardCharsets.UTF_8))
                .isEqualTo("""
                    {
                     "expires": "2026-11-25T00:00:15Z",
                     "format": "upload-step:1",
                     "holder": "one",
                     "progress": {
                      "digests": {
                       "sha256": "64 1 2 3"
                      },
                      "etags": [
                       "etag-1",
                       "etag-2"
                      ],
                      "partSize": 8388608,
                      "source": "http://first/item",
                      "upload": "upload",
                      "validator": "\\"1\\""
                     }
                    }
                    """);
    }

    @Test
    void shouldWaitForLeaseOfDeadHolder() throws Exception {
        taken("one").keep(Optional.of(PROGRESS));
        Instant before = clock.instant();

        assertThat(taken("two").inherited()).contains(PROGRESS);
        assertThat(Duration.between(before, clock.instant())).isEqualTo(Claims.LEASE);
    }

    @Test
    void shouldLeaveBlobToHolderThatRenews() throws Exception {
        Claim one = taken("one");
        var claims = new Claims(store, "two", () -> true, pause -> one.keep(Optional.empty()), clock);

        ClaimResult taking = claims.take(BLOB);

        assertThat(taking).isEqualTo(new Elsewhere("one"));
    }

    @Test
    void shouldLoseClaimWhenAnotherHolderTookOver() throws Exception {
        Claim one = taken("one");
        taken("two");

        assertThatThrownBy(() -> one.keep(Optional.of(PROGRESS))).isInstanceOf(ClaimLostException.class);
        assertThat(one.close()).isFalse();
    }

    @Test
    void shouldLeaveNothingWhenClaimIsClosedAndForgotten() throws Exception {
        Claim claim = taken("one");
        claim.keep(Optional.of(PROGRESS));

        assertThat(claim.close()).isTrue();
        claim.forget();

        assertThat(store.contents()).isEmpty();
    }

    @Test
    void shouldKeepFewCheckpointsOfLongWork() throws Exception {
        Claim claim = taken("one");
        for (int i = 0; i < 50; i++) {
            claim.keep(Optional.of(PROGRESS));
        }

        assertThat(store.contents()).hasSizeLessThan(4);
    }

    @Test
    void shouldGrantClaimToOnlyOneOfManyTakers() throws Exception {
        taken("dead");
        clock.advance(Claims.LEASE);
        var takers = new ArrayList<Callable<ClaimResult>>();
        for (int i = 0; i < 8; i++) {
            // Who would wait for a sign of life has not won.
            var claims = new Claims(store, "taker-" + i, () -> true, ClaimsTest::giveUp, clock);
            takers.add(() -> claims.take(BLOB));
        }
        ExecutorService threads = Executors.newCachedThreadPool();

        long winners = 0;
        try {
            for (Future<ClaimResult> taking : threads.invokeAll(takers)) {
                winners += hasWon(taking) ? 1 : 0;
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(winners).isOne();
    }

    @Test
    void shouldFreeAbandonedClaimAfterOneDay() throws Exception {
        UploadId upload = store.beginUpload(StoreKeys.blob(BLOB), ObjectAttributes.BYTES);
        taken("dead").keep(Optional.of(progressOf(upload)));

        clock.advance(Duration.ofHours(23));
        int early = cleaner.clean();
        clock.advance(Duration.ofHours(2));
        int late = cleaner.clean();

        assertThat(early).isZero();
        assertThat(late).isOne();
        assertThat(uploads()).isEmpty();
        assertThat(store.contents()).isEmpty();
    }

    @Test
    void shouldAbortUnclaimedUploadAfterOneHour() {
        store.beginUpload(StoreKeys.blob(BLOB), ObjectAttributes.BYTES);
        cleaner.clean();
        clock.advance(Duration.ofMinutes(59));
        assertThat(cleaner.clean()).isZero();
        clock.advance(Duration.ofMinutes(2));

        assertThat(cleaner.clean()).isOne();
        assertThat(uploads()).isEmpty();
    }

    @Test
    void shouldNotAbortUploadThatStillGetsParts() {
        // An upload as add-image makes it, for longer than an hour
        String key = StoreKeys.blob(BLOB);
        UploadId upload = store.beginUpload(key, ObjectAttributes.BYTES);
        int aborted = cleaner.clean();

        for (int part = 1; part <= 5; part++) {
            clock.advance(Duration.ofMinutes(50));
            store.uploadPart(key, upload, part, ByteBuffer.allocate(5 << 20));
            aborted += cleaner.clean();
        }

        assertThat(aborted).isZero();
        assertThat(uploads()).containsExactly(upload);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{]",
                "{}",
                "null",
                "{'format': 'upload-step:1', 'holder': 'one'}",
                "{'format': 'upload-step:1', 'holder': 'one', 'expires': '2026-11-23T12:00:00Z', 'progress': {}}",
                "{'format': 'upload-step:1', 'holder': 'one', 'expires': '2026-11-23T12:00:00Z', 'progress': {"
                        + "'upload': 'u', 'etags': [null], 'digests': {}, 'source': 's', 'validator': ''}}"
            })
    void shouldTakeBlobWhoseCheckpointIsUnreadable(String checkpoint) throws Exception {
        byte[] json = checkpoint.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        store.put(StoreKeys.uploadStep(BLOB, 1), json, ObjectAttributes.JSON);

        Claim claim = taken("two");

        assertThat(claim.inherited()).isEmpty();
        claim.keep(Optional.of(PROGRESS));
        assertThat(claim.close()).isTrue();
    }

    @Test
    void shouldCleanOtherBlobsWhenOneCheckpointIsUnreadable() throws Exception {
        store.put(StoreKeys.uploadStep(BLOB, 1), new byte[] {'{'}, ObjectAttributes.JSON);

        cleaner.clean();

        assertThat(store.contents()).isEmpty();
    }

    private static void giveUp(Duration pause) throws InterruptedException {
        throw new InterruptedException("another has it");
    }

    private static boolean hasWon(Future<ClaimResult> taking) throws InterruptedException {
        try {
            return taking.get() instanceof Taken;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(InterruptedException.class);
            return false;
        }
    }

    private Claim taken(String holder) throws InterruptedException {
        var claims = new Claims(store, holder, () -> true, clock::advance, clock);
        return ((Taken) claims.take(BLOB)).claim();
    }

    private List<UploadId> uploads() {
        var ids = new ArrayList<UploadId>();
        store.listUploads("", upload -> ids.add(upload.upload()));
        return ids;
    }

    private static Progress progressOf(UploadId upload) {
        return new Progress(
                upload,
                8 << 20,
                List.of(new UploadedPart(1, "etag-1"), new UploadedPart(2, "etag-2")),
                Map.of("sha256", "64 1 2 3"),
                "http://first/item",
                "\"1\"");
    }
}
