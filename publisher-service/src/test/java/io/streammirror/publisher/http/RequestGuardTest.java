package io.streammirror.publisher.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestGuardTest {
    private static final String GET = "GET /x HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String STRAY = "0\r\n\r\n";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final LongAdder dropped = new LongAdder();

    /** A piece of a conversation, and what of it HTTP is to see. */
    record Piece(String sent, String passed) {
        static Piece of(String text) {
            return new Piece(text, text);
        }
    }

    @Property
    void onlyStrayEndsAreDroppedHoweverTheBytesAreCut(
            @ForAll("conversations") List<Piece> conversation, @ForAll("cuts") List<Integer> cuts) {
        String sent = conversation.stream().map(Piece::sent).reduce("", String::concat);
        String passed = conversation.stream().map(Piece::passed).reduce("", String::concat);

        assertThat(through(sent, cuts)).isEqualTo(passed);
    }

    @Provide
    Arbitrary<List<Piece>> conversations() {
        return Arbitraries.of(
                        Piece.of(GET),
                        new Piece(GET + STRAY, GET),
                        new Piece(GET + STRAY + STRAY, GET),
                        Piece.of("\r\n" + GET),
                        Piece.of(post("a0\r\n\r\n0\r\n\r\nb")),
                        Piece.of(post("0\r\n\r\n")),
                        Piece.of("HEAD /0 HTTP/1.1\nA: 0\n\n"))
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(1, 40).list().ofMinSize(1).ofMaxSize(60);
    }

    private static String post(String body) {
        return "POST /x HTTP/1.1\r\nCONTENT-LENGTH: " + body.length() + "\r\n\r\n" + body;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n" + GET,
                "POST /x HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n1\r\na\r\n0\r\n\r\n",
                "POST /x HTTP/1.1\r\nContent-Length: x\r\n\r\n0\r\n\r\n",
                STRAY + GET,
                GET + "0\r\n",
                "GET /x HTTP/1.1\r\nX: 00000000\r\n\r\n0\r\nHost",
            })
    void whereABodyMayBeNothingIsDropped(String sent) {
        assertThat(through(sent, List.of(7))).isEqualTo(sent.endsWith("0\r\n") ? GET : sent);
        assertThat(dropped.sum()).isZero();
    }

    @Test
    void aRequestThatDripsInIsCutOff() {
        var channel = channel();
        for (int second = 0; second < 9; second++) {
            channel.writeInbound(bytes("G"));
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
        }
        assertThat(channel.isOpen()).isTrue();

        channel.advanceTimeBy(1, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();

        assertThat(channel.isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\r\n", GET + "0\r\n", GET + "GET /", GET + "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\na"})
    void whateverAwaitsMoreIsCutOff(String sent) {
        var channel = channel();
        channel.writeInbound(bytes(sent));

        channel.advanceTimeBy(10, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();

        assertThat(channel.isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {GET, GET + STRAY, GET + GET, "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"})
    void whoeverAwaitsAnAnswerIsNot(String sent) {
        var channel = channel();
        channel.writeInbound(bytes(sent));

        channel.advanceTimeBy(1, TimeUnit.HOURS);
        channel.runScheduledPendingTasks();

        assertThat(channel.isOpen()).isTrue();
    }

    private EmbeddedChannel channel() {
        var channel = new EmbeddedChannel();
        channel.freezeTime();
        channel.pipeline().addFirst(new RequestGuard(TIMEOUT, dropped));
        return channel;
    }

    private String through(String sent, List<Integer> cuts) {
        var channel = channel();
        int from = 0;
        for (int i = 0; from < sent.length(); i++) {
            int to = Math.min(sent.length(), from + cuts.get(i % cuts.size()));
            channel.writeInbound(bytes(sent.substring(from, to)));
            from = to;
        }
        var passed = new StringBuilder();
        for (ByteBuf next = channel.readInbound(); next != null; next = channel.readInbound()) {
            passed.append(next.toString(StandardCharsets.US_ASCII));
            next.release();
        }
        return passed.toString();
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }
}
