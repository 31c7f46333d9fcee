package io.streammirror.publisher.serve;

import static io.streammirror.publisher.serve.UnreliableS3.Fault.CUT_IN_THE_MIDDLE;
import static io.streammirror.publisher.serve.UnreliableS3.Fault.REFUSED;
import static io.streammirror.publisher.serve.UnreliableS3.Fault.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items through the cache, over HTTP. */
class CachedItemsTest {
    private static final String PATH = "/maas/stable/squashfs";
    private static final byte[] ITEM = new byte[3_000_001];
    private static final Sha256 BLOB;

    static {
        new Random(3).nextBytes(ITEM);
        BLOB = Sha256.of(ITEM);
    }

    @TempDir
    Path directory;

    private PublicServer server;

    @BeforeEach
    void start() throws Exception {
        server = new PublicServer(directory, 10_000_000);
        server.serve(TestTrees.publication(server.s3(), "{}", Map.of("squashfs", ITEM, "small", new byte[] {1})));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldNotAskTheStoreTheSecondTime() throws Exception {
        HttpResponse<byte[]> first = server.get(PATH);
        awaitCached();

        HttpResponse<byte[]> second = server.get(PATH);

        assertThat(first.body()).isEqualTo(ITEM);
        assertThat(second.body()).isEqualTo(ITEM);
        assertThat(second.headers()).isEqualTo(first.headers());
        assertThat(server.s3().ranges()).hasSize(1);
    }

    @Test
    void shouldCountResponsesBySource() throws Exception {
        server.get(PATH);
        awaitCached();

        server.get(PATH);
        server.get(PATH, "Range", "bytes=0-99");

        await().until(() -> server.responses("cache", "whole") == 2);
        assertThat(server.responses("fill", "whole")).isEqualTo(1);
        assertThat(server.itemBytes("fill")).isEqualTo(ITEM.length);
        assertThat(server.itemBytes("cache")).isEqualTo(ITEM.length + 100);
    }

    @Test
    void shouldServePartFromTheCache() throws Exception {
        server.get(PATH);
        awaitCached();

        HttpResponse<byte[]> part = server.get(PATH, "Range", "bytes=5-1000004");

        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range")).contains("bytes 5-1000004/3000001");
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(ITEM, 5, 1_000_005));
        assertThat(server.s3().ranges()).hasSize(1);
    }

    @Test
    void shouldFillNothingForAPart() throws Exception {
        assertThat(server.get(PATH, "Range", "bytes=5-9").body()).hasSize(5);

        assertThat(server.cache().running(BLOB)).isEmpty();
        assertThat(server.cache().used()).isZero();
        assertThat(server.s3().ranges()).containsExactly("bytes=5-9");
    }

    @Test
    void shouldReadTheStoreOnceForManyClients() throws Exception {
        List<CompletableFuture<byte[]>> bodies = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            bodies.add(CompletableFuture.supplyAsync(this::body));
        }

        for (CompletableFuture<byte[]> body : bodies) {
            assertThat(body.get(20, TimeUnit.SECONDS)).isEqualTo(ITEM);
        }
        assertThat(server.s3().ranges()).containsExactly("bytes=0-3000000");
    }

    @Test
    void shouldContinueFillWhereTheStoreBrokeOff() throws Exception {
        server.s3().failNext(UNAVAILABLE, CUT_IN_THE_MIDDLE, REFUSED);

        assertThat(server.get(PATH).body()).isEqualTo(ITEM);
        awaitCached();
        assertThat(server.get(PATH).body()).isEqualTo(ITEM);
    }

    @Test
    void shouldNeverServeDamagedBlobWhole() {
        byte[] damaged = ITEM.clone();
        damaged[damaged.length - 1] ^= 1;
        server.s3().put(StoreKeys.blob(BLOB), damaged, ObjectAttributes.BYTES);

        assertThatThrownBy(() -> server.get(PATH)).isInstanceOf(IOException.class);
        assertThat(server.cache().find(BLOB, ITEM.length)).isEmpty();
        await().until(() -> server.suspects().contains(BLOB));
    }

    @Test
    void shouldReplaceFileThatWasCutShort() throws Exception {
        server.get(PATH);
        awaitCached();
        Path file = server.cache().find(BLOB, ITEM.length).orElseThrow();
        Files.write(file, new byte[17]);

        assertThat(server.get(PATH).body()).isEqualTo(ITEM);
        awaitCached();
        assertThat(Files.size(file)).isEqualTo(ITEM.length);
    }

    @Test
    void shouldServeWithoutCacheThatCannotBeWritten() throws Exception {
        Files.delete(directory.resolve("fills"));

        assertThat(server.get(PATH).body()).isEqualTo(ITEM);
        assertThat(server.get(PATH).body()).isEqualTo(ITEM);
        assertThat(server.s3().ranges()).hasSize(2);
    }

    @Test
    void shouldContinueFillWhenTheClientIsGone() throws Exception {
        server.getAndHangUp(PATH);

        awaitCached();

        assertThat(server.get(PATH).body()).isEqualTo(ITEM);
        assertThat(server.s3().ranges()).hasSize(1);
    }

    private byte[] body() {
        try {
            return server.get(PATH).body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitCached() {
        await().pollInterval(Duration.ofMillis(10))
                .until(() -> server.cache().find(BLOB, ITEM.length).isPresent());
    }
}
