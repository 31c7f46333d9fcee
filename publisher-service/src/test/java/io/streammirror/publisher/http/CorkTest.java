package io.streammirror.publisher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.epoll.EpollChannelOption;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorkTest {
    private final List<Boolean> corked = new CopyOnWriteArrayList<>();
    private Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    @Test
    void shouldHoldSegmentsBackOnlyInBetween() throws Exception {
        assumeTrue(vertx.isNativeTransportEnabled(), "a transport with corks");

        assertThat(await(ask())).isEqualTo(Buffer.buffer("whole"));

        assertThat(corked).containsExactly(false, true, false);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldAnswerTheSameWithEveryTransport(boolean linux) throws Exception {
        await(vertx.close());
        vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(linux));

        assertThat(await(ask())).isEqualTo(Buffer.buffer("whole"));
    }

    private Future<Buffer> ask() {
        return vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .compose(server ->
                        vertx.createHttpClient().request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/"))
                .compose(request -> request.send().compose(HttpClientResponse::body));
    }

    private void answer(HttpServerRequest request) {
        record(request);
        Cork.in(request.connection());
        record(request);
        request.response().putHeader("Content-Length", "5").write("who");
        Cork.out(request.connection());
        record(request);
        request.response().end("le");
    }

    private void record(HttpServerRequest request) {
        corked.add(Boolean.TRUE.equals(
                ((ConnectionBase) request.connection()).channel().config().getOption(EpollChannelOption.TCP_CORK)));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
