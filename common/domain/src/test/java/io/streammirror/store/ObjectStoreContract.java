package io.streammirror.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;
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
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** The requirements of the domain on every object store; extended once per implementation, on a bucket of its own. */
public abstract class ObjectStoreContract extends MultipartUploadContract {
    private static final int WRITERS = 8;
    private static final int ROUNDS = 10;

    /** The known abilities of this store. */
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
}
