package io.streammirror.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoreClientTest {
    private static final int LOOPS = 4;
    private static final byte[] ITEM = "an item".getBytes(StandardCharsets.UTF_8);
    private static final Sha256 BLOB = Sha256.of(ITEM);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS));
    private final List<Context> loops = new CopyOnWriteArrayList<>();
    private UnreliableS3 s3;

    @BeforeEach
    void start() throws Exception {
        s3 = new UnreliableS3(vertx);
        s3.put(StoreKeys.blob(BLOB), ITEM, ObjectAttributes.BYTES);
        await(vertx.deployVerticle(
                () -> new AbstractVerticle() {
                    @Override
                    public void start() {
                        loops.add(context);
                    }
                },
                new DeploymentOptions().setInstances(LOOPS)));
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    @Test
    void shouldGiveEachLoopConnectionsOfItsOwn() throws Exception {
        var client = new StoreClient(vertx, s3, 100, any -> false);

        for (int round = 0; round < 2; round++) {
            for (Context loop : loops) {
                assertThat(await(on(loop, () -> read(client)))).isEqualTo(Buffer.buffer(ITEM));
            }
        }

        assertThat(s3.askers().subList(0, LOOPS)).doesNotHaveDuplicates();
        assertThat(s3.askers().subList(LOOPS, 2 * LOOPS))
                .as("kept and used again")
                .isEqualTo(s3.askers().subList(0, LOOPS));
    }

    /** As Docker Compose names containers. */
    @Test
    void shouldReadFromStoreWhoseHostHasAnUnderscore() throws Exception {
        Vertx named = Vertx.vertx(new VertxOptions()
                .setAddressResolverOptions(
                        new AddressResolverOptions().setHostsValue(Buffer.buffer("127.0.0.1 my_s3"))));
        try {
            var store = new UnreliableS3(named, "my_s3");
            store.put(StoreKeys.blob(BLOB), ITEM, ObjectAttributes.BYTES);
            var client = new StoreClient(named, store, 1, any -> false);

            assertThat(await(on(named.getOrCreateContext(), () -> read(client))))
                    .isEqualTo(Buffer.buffer(ITEM));
        } finally {
            await(named.close());
        }
    }

    private static Future<Buffer> read(StoreClient client) {
        return client.request(BLOB, new ByteRange.Part(0, ITEM.length - 1L))
                .compose(HttpClientRequest::send)
                .compose(HttpClientResponse::body);
    }

    private static <T> Future<T> on(Context loop, Supplier<Future<T>> work) {
        Promise<T> promise = Promise.promise();
        loop.runOnContext(now -> work.get().onComplete(promise));
        return promise.future();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
