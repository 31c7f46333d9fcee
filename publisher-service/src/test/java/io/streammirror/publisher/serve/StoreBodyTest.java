package io.streammirror.publisher.serve;

import static io.streammirror.publisher.serve.UnreliableS3.Fault.CUT_IN_THE_MIDDLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.buffer.impl.VertxByteBufAllocator;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pieces of bodies are memory that no collector frees: each must be given back, and few may be held at a time. */
class StoreBodyTest {
    private static final String PATH = "/maas/stable/squashfs";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** More than all buffers of the kernel between store and client hold. */
    private static final byte[] ITEM = new byte[48_000_000];

    static {
        new Random(4).nextBytes(ITEM);
    }

    private PublicServer server;

    @BeforeEach
    void start() throws Exception {
        server = new PublicServer();
        server.serve(TestTrees.publication(server.s3(), "{}", Map.of("squashfs", ITEM)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldReleaseEveryPieceWhateverBecomesOfTheTransfer() throws Exception {
        assertThat(server.get(PATH).body()).isEqualTo(ITEM);

        server.s3().failNext(CUT_IN_THE_MIDDLE);
        assertThat(server.get(PATH).body()).isEqualTo(ITEM);

        server.getAndHangUp(PATH);

        server.s3().failNext(CUT_IN_THE_MIDDLE);
        server.getAndHangUp(PATH);

        await().atMost(PATIENCE).until(() -> pieces() == 0);
        await().atMost(PATIENCE).until(() -> server.responses("store", "left") == 2);
        assertThat(server.responses("store", "whole")).isEqualTo(2);
    }

    @Test
    void shouldPauseTheStoreWhenTheClientReadsNothing() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write(("GET " + PATH + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await().during(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> pieces() == 1 || pieces() == 2);

            byte[] answer = socket.getInputStream().readAllBytes();
            assertThat(answer).endsWith(ITEM);
        }
        await().atMost(PATIENCE).until(() -> pieces() == 0);
    }

    @Test
    void shouldUseTheConnectionAgainForTheNextBody() throws Exception {
        server.get(PATH);
        server.get(PATH, "Range", "bytes=1-10");
        server.get(PATH);

        assertThat(server.s3().askers())
                .hasSize(3)
                .containsOnly(server.s3().askers().get(0));
    }

    @Test
    void shouldLeaveTheConnectionAsItWasAfterABody() {
        var channel = new EmbeddedChannel();
        var body = new StoreBody(channel);
        channel.pipeline().addLast(body);
        List<ByteBuf> received = new ArrayList<>();
        var next = new DefaultHttpContent(Unpooled.buffer());

        body.receive(received::add);
        channel.writeInbound(new DefaultHttpContent(Unpooled.buffer()));
        body.pause();
        channel.writeInbound(new DefaultLastHttpContent(Unpooled.buffer()), next);

        assertThat(received).hasSize(2);
        assertThat(channel.config().isAutoRead()).isTrue();
        assertThat(channel.inboundMessages()).containsExactly(LastHttpContent.EMPTY_LAST_CONTENT, next);
    }

    /** Buffers in use of the size that only pieces of bodies have here. */
    private static long pieces() {
        return ((PooledByteBufAllocator) VertxByteBufAllocator.POOLED_ALLOCATOR)
                .metric().directArenas().stream()
                        .mapToLong(PoolArenaMetric::numActiveNormalAllocations)
                        .sum();
    }
}
