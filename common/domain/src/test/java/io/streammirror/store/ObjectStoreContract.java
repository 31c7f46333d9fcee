package io.streammirror.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What the domain relies on in every object store; extended once per implementation, on a bucket of its own. */
public abstract class ObjectStoreContract {
    private static final int PART = 5 * 1024 * 1024;
    private static final int WRITERS = 8;
    private static final int ROUNDS = 10;

    /** The store under test; may hold other objects than those below {@code contract/}. */
    protected abstract ObjectStore store();

    /** What this store is known to do. */
    protected StoreAbilities abilities() {
        return new StoreAbilities(true, true, true);
    }

    /** Whether plain HTTP clients can reach the store; only memory cannot be reached. */
    protected boolean presigns() {
        return true;
    }

    @Test
    void shouldReadBackBytesSizeAndMetadata() {
        String key = "contract/put/whole";

        store().put(key, bytes("hello"), new ObjectAttributes("text/plain", Map.of("sha256", "abc", "size", "5")));

        assertThat(store().read(key, 5)).isEqualTo(bytes("hello"));
        assertThat(untimed(store().head(key)))
                .contains(new StoredObject(key, 5, Map.of("sha256", "abc", "size", "5"), null));
    }

    @Test
    void shouldReplaceObjectWhenPutAgain() {
        String key = "contract/put/twice";
        store().put(key, bytes("first"), ObjectAttributes.BYTES);

        store().put(key, bytes("the second"), ObjectAttributes.BYTES);

        assertThat(store().read(key, 100)).isEqualTo(bytes("the second"));
    }

    @Test
    void shouldStoreEmptyObject() {
        String key = "contract/put/empty";

        store().put(key, new byte[0], ObjectAttributes.BYTES);

        assertThat(store().head(key)).map(StoredObject::size).contains(0L);
        assertThat(store().read(key, 0)).isEmpty();
    }

    @Test
    void shouldStoreBufferBetweenPositionAndLimit() {
        String key = "contract/put/buffer";
        byte[] content = random(PART);
        ByteBuffer buffer =
                ByteBuffer.allocate(PART + 20).put(7, content).position(7).limit(PART + 7);

        store().put(key, buffer, new ObjectAttributes("application/octet-stream", Map.of("sha256", "abc")));

        assertThat(buffer.position()).isEqualTo(7);
        assertThat(store().read(key, PART)).isEqualTo(content);
        assertThat(untimed(store().head(key))).contains(new StoredObject(key, PART, Map.of("sha256", "abc"), null));
    }

    @Test
    void shouldStoreDirectAndEmptyBuffers() {
        ByteBuffer direct = ByteBuffer.allocateDirect(5).put(bytes("hello")).flip();

        store().put("contract/put/direct", direct, ObjectAttributes.BYTES);
        store().put("contract/put/nothing", ByteBuffer.allocate(0), ObjectAttributes.BYTES);

        assertThat(store().read("contract/put/direct", 5)).isEqualTo(bytes("hello"));
        assertThat(store().read("contract/put/nothing", 0)).isEmpty();
    }

    @Test
    void shouldCreateOnlyOnceWhenBodyIsLargerThanOnePart() {
        String key = "contract/create/large";
        byte[] body = random(PART + 1);

        assertThat(store().create(key, body, ObjectAttributes.BYTES)).isTrue();

        assertThat(store().create(key, body, ObjectAttributes.BYTES)).isFalse();
        assertThat(store().read(key, body.length)).isEqualTo(body);
    }

    @Test
    void shouldRefuseToReadMoreThanCallerAllows() {
        String key = "contract/read/large";
        store().put(key, bytes("123456"), ObjectAttributes.BYTES);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store().read(key, 5))
                .withMessageContaining(key)
                .withMessageContaining("5");
    }

    @Test
    void shouldReportObjectAsMissingWhenThereIsNone() {
        String key = "contract/missing";

        assertThat(store().head(key)).isEmpty();
        assertThatExceptionOfType(ObjectMissingException.class)
                .isThrownBy(() -> store().read(key, 10))
                .withMessageContaining(key);
        assertThatExceptionOfType(ObjectMissingException.class)
                .isThrownBy(() -> store().open(key, 0).close());
    }

    @Test
    void shouldOpenObjectAtAnyOffset() throws IOException {
        String key = "contract/open";
        store().put(key, bytes("0123456789"), ObjectAttributes.BYTES);

        assertThat(opened(key, 0)).isEqualTo("0123456789");
        assertThat(opened(key, 7)).isEqualTo("789");
        assertThat(opened(key, 10)).isEmpty();
    }

    @Test
    void shouldListAllKeysBelowPrefixInOrder() {
        List<String> keys = List.of("contract/list/10", "contract/list/2", "contract/list/a/b", "contract/list/b");
        keys.forEach(key -> store().put(key, bytes(key), ObjectAttributes.BYTES));
        store().put("contract/listed-not", bytes("x"), ObjectAttributes.BYTES);
        var found = new ArrayList<StoredObject>();

        store().list("contract/list/", found::add);

        assertThat(found.stream().map(ObjectStoreContract::untimed))
                .containsExactlyElementsOf(keys.stream()
                        .map(key -> new StoredObject(key, key.length(), Map.of(), null))
                        .toList());
    }

    @Test
    void shouldListMoreThanOnePageOfKeys() {
        for (int i = 0; i < 1100; i++) {
            store().put(String.format("contract/pages/%04d", i), new byte[] {1}, ObjectAttributes.BYTES);
        }
        var found = new ArrayList<String>();

        store().list("contract/pages/", object -> found.add(object.key()));

        assertThat(found).hasSize(1100).isSorted();
    }

    @Test
    void shouldDeleteTwiceWithoutError() {
        String key = "contract/delete";
        store().put(key, bytes("x"), ObjectAttributes.BYTES);

        store().delete(key);
        store().delete(key);

        assertThat(store().head(key)).isEmpty();
    }

    @Test
    void shouldEnsureBucketWhenManyDoSoAtOnce() throws Exception {
        assertThat(race(() -> {
                    store().ensureBucket();
                    return true;
                }))
                .containsOnly(true);
    }

    @Test
    void shouldLetExactlyOneCreatorWinWhenManyRace() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String key = "contract/create/" + round;

            List<Boolean> won =
                    race(() -> store().create(key, bytes(Thread.currentThread().getName()), ObjectAttributes.JSON));

            assertThat(won).as("winners of round %s", round).containsOnlyOnce(true);
            assertThat(store().head(key)).isPresent();
        }
    }

    @Test
    void shouldShowUploadOnlyWhenComplete() {
        String key = "contract/upload/whole";
        byte[] content = random(2 * PART + 1000);
        var attributes = new ObjectAttributes("application/octet-stream", Map.of("sha256", "abc"));
        UploadId upload = store().beginUpload(key, attributes);
        // Out of order, and from inside a larger direct buffer, as the fetcher's pool hands them out.
        UploadedPart third = store().uploadPart(key, upload, 3, ByteBuffer.wrap(content, 2 * PART, 1000));
        UploadedPart first = store().uploadPart(key, upload, 1, ByteBuffer.wrap(content, 0, PART));
        ByteBuffer direct = ByteBuffer.allocateDirect(PART + 10).put(3, content, PART, PART);
        UploadedPart second =
                store().uploadPart(key, upload, 2, direct.position(3).limit(PART + 3));
        assertThat(direct.remaining()).isEqualTo(PART);
        assertThat(store().head(key)).isEmpty();

        store().completeUpload(key, upload, List.of(first, second, third));

        assertThat(untimed(store().head(key)))
                .contains(new StoredObject(key, content.length, Map.of("sha256", "abc"), null));
        assertThat(store().read(key, content.length)).isEqualTo(content);
    }

    @Test
    void shouldLeaveNothingWhenUploadIsAborted() {
        String key = "contract/upload/aborted";
        UploadId upload = store().beginUpload(key, ObjectAttributes.BYTES);
        UploadedPart part = store().uploadPart(key, upload, 1, ByteBuffer.wrap(bytes("lost")));

        store().abortUpload(key, upload);
        store().abortUpload(key, upload);

        assertThat(store().head(key)).isEmpty();
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store().completeUpload(key, upload, List.of(part)));
    }

    @Test
    void shouldRefuseToCompleteUploadWhenPartListIsWrong() {
        String key = "contract/upload/wrong";
        UploadId upload = store().beginUpload(key, ObjectAttributes.BYTES);
        store().uploadPart(key, upload, 1, ByteBuffer.wrap(bytes("content")));
        var neverSent = new UploadedPart(1, "0123456789abcdef0123456789abcdef");

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store().completeUpload(key, upload, List.of(neverSent)));

        assertThat(store().head(key)).isEmpty();
        store().abortUpload(key, upload);
    }

    @Test
    void shouldListPartsOfUpload() {
        String key = "contract/upload/parts";
        UploadId upload = store().beginUpload(key, ObjectAttributes.BYTES);
        assertThat(store().listParts(key, upload)).isEmpty();

        UploadedPart third = store().uploadPart(key, upload, 3, ByteBuffer.wrap(bytes("third")));
        UploadedPart first = store().uploadPart(key, upload, 1, ByteBuffer.wrap(bytes("1st")));

        assertThat(store().listParts(key, upload))
                .containsExactly(new StoredPart(1, first.etag(), 3), new StoredPart(3, third.etag(), 5));
        store().abortUpload(key, upload);
    }

    @Test
    void shouldRefuseReplacedPartWhenPartWasSentAgain() {
        String key = "contract/upload/overwritten";
        UploadId upload = store().beginUpload(key, ObjectAttributes.BYTES);
        UploadedPart hashed = store().uploadPart(key, upload, 1, ByteBuffer.wrap(bytes("hashed")));

        UploadedPart late = store().uploadPart(key, upload, 1, ByteBuffer.wrap(bytes("of a holder that woke up")));

        assertThat(store().listParts(key, upload)).containsExactly(new StoredPart(1, late.etag(), 24));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store().completeUpload(key, upload, List.of(hashed)))
                .isNotInstanceOf(StoreUnavailableException.class);
        assertThat(store().head(key)).isEmpty();
        store().abortUpload(key, upload);
    }

    @Test
    void shouldListMoreThanOnePageOfParts() {
        String key = "contract/upload/many-parts";
        UploadId upload = store().beginUpload(key, ObjectAttributes.BYTES);
        for (int number = 1; number <= 1005; number++) {
            store().uploadPart(key, upload, number, ByteBuffer.wrap(new byte[] {1}));
        }

        assertThat(store().listParts(key, upload))
                .extracting(StoredPart::number)
                .isSorted()
                .hasSize(1005);
        store().abortUpload(key, upload);
    }

    @Test
    void shouldReportPartsAsMissingWhenUploadIsGone() {
        String key = "contract/upload/gone";
        UploadId upload = store().beginUpload(key, ObjectAttributes.BYTES);
        store().abortUpload(key, upload);

        assertThatExceptionOfType(ObjectMissingException.class)
                .isThrownBy(() -> store().listParts(key, upload))
                .withMessageContaining(key);
    }

    @Test
    void shouldListIncompleteUploadsBelowPrefix() {
        UploadId first = store().beginUpload("contract/pending/a", ObjectAttributes.BYTES);
        UploadId second = store().beginUpload("contract/pending/a", ObjectAttributes.BYTES);
        UploadId third = store().beginUpload("contract/pending/b/c", ObjectAttributes.BYTES);
        UploadId elsewhere = store().beginUpload("contract/pending-not", ObjectAttributes.BYTES);
        var found = new ArrayList<PendingUpload>();

        store().listUploads("contract/pending/", found::add);

        assertThat(found)
                .extracting(PendingUpload::key, PendingUpload::upload)
                .containsExactlyInAnyOrder(
                        tuple("contract/pending/a", first),
                        tuple("contract/pending/a", second),
                        tuple("contract/pending/b/c", third));
        assertThat(found).extracting(PendingUpload::begun).allSatisfy(begun -> assertThat(begun)
                .isCloseTo(Instant.now(), within(1, ChronoUnit.HOURS)));
        store().abortUpload("contract/pending/a", first);
        store().abortUpload("contract/pending/a", second);
        store().abortUpload("contract/pending/b/c", third);
        store().abortUpload("contract/pending-not", elsewhere);
    }

    @Test
    void shouldFindAbilitiesAndDeleteProbeObjects() throws InterruptedException {
        StoreAbilities found = new StoreProbe(store()).run();

        assertThat(found).isEqualTo(abilities());
        store().list(StoreKeys.PROBE, left -> fail("left by the probe: " + left.key()));
        store().listUploads(StoreKeys.PROBE, left -> fail("left by the probe: " + left.key()));
    }

    @Test
    void shouldServeWholeAndRangeByPresignedLink() throws Exception {
        assumeTrue(presigns(), "the store has no address");
        String key = "contract/presigned";
        store().put(key, bytes("0123456789"), ObjectAttributes.BYTES);

        URI link = store().presignedGet(key, Duration.ofMinutes(5));

        HttpResponse<String> whole = get(HttpRequest.newBuilder(link));
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo("0123456789");
        HttpResponse<String> range = get(HttpRequest.newBuilder(link).header("Range", "bytes=3-5"));
        assertThat(range.statusCode()).isEqualTo(206);
        assertThat(range.body()).isEqualTo("345");
    }

    private String opened(String key, long offset) throws IOException {
        try (InputStream in = store().open(key, offset)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<Boolean> race(Callable<Boolean> writer) throws Exception {
        var pool = Executors.newFixedThreadPool(WRITERS);
        try {
            var answers = new ArrayList<Boolean>();
            for (var answer : pool.invokeAll(Collections.nCopies(WRITERS, writer))) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }

    private static HttpResponse<String> get(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] random(int size) {
        byte[] content = new byte[size];
        new Random(42).nextBytes(content);
        return content;
    }

    @Test
    void shouldReportWhenObjectWasStored() {
        String key = "contract/modified/a";
        store().put(key, bytes("hello"), new ObjectAttributes("text/plain", Map.of()));
        var found = new ArrayList<StoredObject>();

        store().list("contract/modified/", found::add);

        Instant alone = store().head(key).orElseThrow().modified();
        assertThat(alone).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        assertThat(found).singleElement().satisfies(listed -> assertThat(
                        listed.modified().truncatedTo(ChronoUnit.SECONDS))
                .isEqualTo(alone.truncatedTo(ChronoUnit.SECONDS)));
    }

    private static Optional<StoredObject> untimed(Optional<StoredObject> object) {
        return object.map(ObjectStoreContract::untimed);
    }

    private static StoredObject untimed(StoredObject object) {
        return new StoredObject(object.key(), object.size(), object.metadata(), null);
    }
}
