package io.streammirror.publisher.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeTest {
    private static final String GET = "GET /x HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String STRAY = "0\r\n\r\n";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final List<String> requests = new ArrayList<>();
    private final List<String> owed = new ArrayList<>();
    private final EmbeddedChannel channel = channel();

    private EmbeddedChannel channel() {
        var embedded = new EmbeddedChannel();
        embedded.freezeTime();
        var exchange = new Exchange(TIMEOUT, new LongAdder(), () -> owed.add("begin"), () -> owed.add("end"));
        embedded.pipeline().addLast(exchange.guard(), new HttpServerCodec(), exchange, new Requests());
        return embedded;
    }

    private final class Requests extends SimpleChannelInboundHandler<HttpObject> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
            if (message instanceof HttpRequest request) {
                requests.add(request.uri());
            }
        }
    }

    @Test
    void shouldCloseWhenARequestDripsIn() {
        for (int second = 0; second < 9; second++) {
            write("G");
            pass(1);
        }
        assertThat(channel.isOpen()).isTrue();

        pass(1);

        assertThat(channel.isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\na",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
                "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
                "GET / HTTP/1.1\r\nTransfer-Encoding: x\r\nA",
                "GET / HTTP/1.1\r\nA: b\r\n\r\r",
            })
    void shouldCloseAtTheDeadlineWhateverIsMissingOfTheRequest(String sent) {
        write(sent);

        pass(10);

        assertThat(channel.isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0\r\n", "GET /", "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\na"})
    void shouldCloseAtTheDeadlineOfALaterRequest(String sent) {
        write(GET + sent);
        pass(60);
        assertThat(channel.isOpen()).as("the response is owed").isTrue();
        respond();

        pass(9);
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {GET, GET + STRAY, GET + GET, "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"})
    void shouldWaitForAResponseWithoutADeadline(String sent) {
        write(sent);

        pass(3600);

        assertThat(channel.isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", STRAY, "\r\n"})
    void shouldStayOpenBetweenRequests(String between) {
        write(GET);
        respond();
        write(between);

        pass(3600);
        assertThat(channel.isOpen()).isTrue();

        write(GET);
        assertThat(requests).hasSize(2);
    }

    @Test
    void shouldPassTheNextRequestWhenTheResponseIsWritten() {
        write("GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\nGET /3 HTTP/1.1\r\n\r\n");
        assertThat(requests).containsExactly("/1");

        respond();
        assertThat(requests).containsExactly("/1", "/2");

        respond();
        respond();
        assertThat(requests).containsExactly("/1", "/2", "/3");
        assertThat(owed).containsExactly("begin", "end", "begin", "end", "begin", "end");
    }

    @Test
    void shouldNotTakeAnInterimResponseForTheResponse() {
        write(GET + GET);

        channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));

        assertThat(requests).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\na",
                "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            })
    void shouldCloseAfterTheResponseToARequestWithABody(String request) {
        write(request);
        assertThat(channel.isOpen()).isTrue();

        respond();

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void shouldCloseAfterAResponseThatSaysSo() {
        write(GET);
        var response = response();
        response.headers().set(HttpHeaderNames.CONNECTION, "close");

        channel.writeOutbound(response);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void shouldCloseWhenRequestsFollowABodyOfUnknownLength() {
        write("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + GET.repeat(100));

        assertThat(requests).hasSize(1);
        assertThat(channel.isOpen()).isFalse();
    }

    private void write(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    }

    private void respond() {
        channel.writeOutbound(response());
    }

    private static DefaultFullHttpResponse response() {
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
        return response;
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }
}
