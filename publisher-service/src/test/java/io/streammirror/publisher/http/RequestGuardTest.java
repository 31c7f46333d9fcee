package io.streammirror.publisher.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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

    private final LongAdder dropped = new LongAdder();
    private final List<String> progress = new ArrayList<>();
    private final RequestGuard guard = new RequestGuard(
            new RequestGuard.Progress() {
                @Override
                public void begun() {
                    progress.add("begun");
                }

                @Override
                public void nothingBegun() {
                    progress.add("nothing");
                }
            },
            dropped);
    private final EmbeddedChannel channel = new EmbeddedChannel(guard);

    /** A piece of a conversation, and what of it HTTP is to see. */
    record Piece(String sent, String passed) {
        static Piece of(String text) {
            return new Piece(text, text);
        }
    }

    @Property
    void shouldDropOnlyStrayEndsHoweverTheBytesAreCut(
            @ForAll("conversations") List<Piece> conversation, @ForAll("cuts") List<Integer> cuts) {
        var fresh = new RequestGuardTest();
        String passed = conversation.stream().map(Piece::passed).reduce("", String::concat);

        assertThat(fresh.through(sent(conversation), cuts)).isEqualTo(passed);
    }

    @Property
    void shouldPassOneRequestForEachResponse(
            @ForAll("conversations") List<Piece> conversation, @ForAll("cuts") List<Integer> cuts) {
        var fresh = new RequestGuardTest();
        fresh.write(sent(conversation), cuts);

        for (Piece piece : conversation) {
            assertThat(fresh.passed()).isEqualTo(piece.passed());
            fresh.guard.answered();
        }

        assertThat(fresh.passed()).isEmpty();
        assertThat(fresh.channel.config().isAutoRead()).isTrue();
    }

    @Provide
    Arbitrary<List<Piece>> conversations() {
        return Arbitraries.of(
                        Piece.of(GET),
                        new Piece(GET + STRAY, GET),
                        new Piece(GET + STRAY + STRAY, GET),
                        new Piece("\r\n" + GET, GET),
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

    private static String sent(List<Piece> conversation) {
        return conversation.stream().map(Piece::sent).reduce("", String::concat);
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
    void shouldDropNothingWhereABodyMayBe(String sent) {
        assertThat(through(sent, List.of(7))).isEqualTo(sent.endsWith("0\r\n") ? GET : sent);
        assertThat(dropped.sum()).isZero();
    }

    @Test
    void shouldStopReadingWhileAResponseIsOwed() {
        write(GET + GET, List.of(1000));

        assertThat(passed()).isEqualTo(GET);
        assertThat(channel.config().isAutoRead()).isFalse();

        guard.answered();

        assertThat(passed()).isEqualTo(GET);
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void shouldDropStrayEndWhileAResponseIsOwedAndGoOnReading() {
        write(GET + STRAY, List.of(3));

        assertThat(passed()).isEqualTo(GET);
        assertThat(dropped.sum()).isEqualTo(1);
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void shouldCloseConnectionThatIsReadThoughItsRequestsAreWithheld() {
        for (int i = 0; channel.isOpen() && i < 10_000; i++) {
            channel.writeInbound(bytes(GET));
        }

        assertThat(channel.isOpen()).isFalse();
        assertThat(passed()).isEqualTo(GET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\0\r\n\r\nGET / HTTP/1.1\r\n\r\n", "\u0016\u0003\u0001", " GET / HTTP/1.1\r\n\r\n", GET + "\0"})
    void shouldCloseConnectionWhereNoRequestCanBegin(String sent) {
        guard.answered();
        write(sent, List.of(1000));

        assertThat(channel.isOpen()).isFalse();
        assertThat(passed()).isEqualTo(sent.startsWith(GET) ? GET : "");
    }

    @Test
    void shouldReportProgressOnlyForBytesOfARequest() {
        write(GET, List.of(1000));
        guard.answered();
        write(STRAY + "\r\n", List.of(1000));
        assertThat(progress).containsExactly("begun");

        write("0\r\n", List.of(1000));
        assertThat(progress).containsExactly("begun", "begun");

        write("\r\n", List.of(1000));
        assertThat(progress).containsExactly("begun", "begun", "nothing");
    }

    /** With all responses written at once. */
    private String through(String sent, List<Integer> cuts) {
        for (int i = 0; i < 10; i++) {
            guard.answered();
        }
        write(sent, cuts);
        return passed();
    }

    private void write(String sent, List<Integer> cuts) {
        int from = 0;
        for (int i = 0; from < sent.length(); i++) {
            int to = Math.min(sent.length(), from + cuts.get(i % cuts.size()));
            channel.writeInbound(bytes(sent.substring(from, to)));
            from = to;
        }
    }

    private String passed() {
        var passed = new StringBuilder();
        for (ByteBuf next = channel.readInbound(); next != null; next = channel.readInbound()) {
            passed.append(next.toString(StandardCharsets.US_ASCII));
            next.release();
        }
        return passed.toString();
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }
}
