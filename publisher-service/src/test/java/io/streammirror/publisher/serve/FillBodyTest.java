package io.streammirror.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streammirror.publisher.cache.DiskCache;
import io.streammirror.publisher.cache.Fill;
import io.streammirror.publisher.http.CertificateFiles;
import io.streammirror.publisher.http.SelfSignedCertificate;
import io.streammirror.simplestreams.Sha256;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FillBodyTest {
    private static final byte[] ITEM = new byte[2_500_000];

    static {
        new Random(5).nextBytes(ITEM);
    }

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    private final Queue<String> ends = new ConcurrentLinkedQueue<>();
    private final AtomicInteger news = new AtomicInteger();
    private final Runnable listener = news::incrementAndGet;
    private DiskCache cache;
    private Fill fill;

    @BeforeEach
    void fill() {
        cache = DiskCache.open(
                        directory,
                        10_000_000,
                        (blob, offset, size) -> new ByteArrayInputStream(ITEM, (int) offset, ITEM.length))
                .orElseThrow();
        fill = cache.fill(Sha256.of(ITEM), ITEM.length).orElseThrow();
        assertThat(fill.join(listener)).isTrue();
        await().until(fill::state, Fill.State.COMPLETE::equals);
    }

    @AfterEach
    void stop() throws Exception {
        fill.leave(listener);
        cache.close();
        result(vertx.close());
    }

    @ParameterizedTest
    @CsvSource({"false, 0", "false, 1234567", "true, 0", "true, 1234567"})
    void shouldSendBytesFromPositionAndCountThem(boolean tls, int first) throws Exception {
        CertificateFiles files = SelfSignedCertificate.write(directory, "site");
        HttpServer server = result(vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(tls)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .setCertPath(files.certificate().toString())
                                .setKeyPath(files.key().toString())))
                .requestHandler(request -> serve(request, first))
                .listen(0, "127.0.0.1"));
        var client = vertx.createHttpClient(
                new HttpClientOptions().setSsl(tls).setTrustAll(true).setVerifyHost(false));

        for (int connectionIsReused = 0; connectionIsReused < 2; connectionIsReused++) {
            // The handler of the body is set on the event loop, before the first byte can be lost.
            Buffer body = result(client.request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/")
                    .compose(request -> request.send().compose(HttpClientResponse::body)));

            assertThat(body.getBytes()).isEqualTo(Arrays.copyOfRange(ITEM, first, ITEM.length));
        }
        String end = "WHOLE " + (ITEM.length - first);
        await().untilAsserted(() -> assertThat(ends).containsExactly(end, end));
        assertThat(fill.file().isOpen()).isTrue();
    }

    private void serve(HttpServerRequest request, long first) {
        request.response().putHeader("Content-Length", String.valueOf(ITEM.length - first));
        var response = new ItemResponse(request, (outcome, sent) -> ends.add(outcome + " " + sent));
        FillBody body = FillBody.of(response, fill);
        sendFrom(first, body).onComplete(sent -> {
            body.end();
            request.response().end();
        });
    }

    private static Future<Void> sendFrom(long position, FillBody body) {
        if (position == ITEM.length) {
            return Future.succeededFuture();
        }
        long count = Math.min(body.most(100_000), ITEM.length - position);
        return body.send(position, count).compose(sent -> sendFrom(position + count, body));
    }

    private static <T> T result(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
