package io.streammirror.lint;

import io.streammirror.concurrent.CancellableCall;
import io.streammirror.http.EnvironmentProxies;
import io.streammirror.http.HttpOptions;
import io.streammirror.http.HttpTransport;
import io.streammirror.http.NetworkFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;

/** Asks over HTTP/1.1, within limits of size and time. */
public final class HttpSourceClient implements SourceClient {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** For a body too: several times what a products document takes at 100 kB/s. */
    private static final Duration WHOLE = Duration.ofMinutes(2);

    /** Longer than MAAS waits for an item, so that a slow answer can be distinguished from none. */
    private static final Duration HEAD = Duration.ofSeconds(30);

    /** For the largest item over a slow line. */
    private static final Duration ITEM = Duration.ofHours(1);

    private static final int MAX_CONNECTIONS = 64;

    private static final String USER_AGENT = "stream-mirror-lint";

    private final HttpOptions options;
    private final EnvironmentProxies proxies;
    private final HttpTransport transport;

    public HttpSourceClient(EnvironmentProxies proxies) {
        this(HttpOptions.of(CONNECT, HEAD, MAX_CONNECTIONS).withUserAgent(USER_AGENT), proxies);
    }

    private HttpSourceClient(HttpOptions options, EnvironmentProxies proxies) {
        this.options = options;
        this.proxies = proxies;
        this.transport = new HttpTransport(options, proxies);
    }

    @Override
    public Content get(URI url, long maxBytes) {
        return within(
                WHOLE,
                url,
                new SourceExchange(transport, "GET", WHOLE),
                exchange -> content(url, exchange.sendFollowing(url), maxBytes));
    }

    private static Content content(URI url, ClassicHttpResponse response, long maxBytes) {
        Head head = head(response);
        if (!head.found()) {
            return new Content(head, new byte[0], false);
        }
        try {
            InputStream body = MaasContentCoding.decoded(body(response), encoding(response));
            byte[] bytes = body.readNBytes((int) Math.min(maxBytes, Integer.MAX_VALUE - 8));
            return new Content(head, bytes, body.read() >= 0);
        } catch (IOException e) {
            throw brokeOff(url, e);
        }
    }

    @Override
    public Digested digest(URI url, long maxBytes) {
        long start = System.nanoTime();
        return within(
                ITEM,
                url,
                new SourceExchange(transport, "GET", HEAD),
                exchange -> digested(url, exchange.send(url), maxBytes, start));
    }

    private static Digested digested(URI url, ClassicHttpResponse response, long maxBytes, long start) {
        Head head = head(response);
        if (!head.found()) {
            return new Digested(head, 0, "");
        }
        try {
            var digest = new BodyDigest(MaasContentCoding.decoded(body(response), encoding(response)));
            boolean empty = !digest.advance();
            Head begun = head.at(since(start));
            while (!empty && digest.bytes() <= maxBytes && digest.advance()) {
                // Until the end, or until there is more than there should be.
            }
            return new Digested(begun, digest.bytes(), digest.hex());
        } catch (IOException e) {
            throw brokeOff(url, e);
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public Head head(URI url) {
        long start = System.nanoTime();
        return within(
                HEAD.plus(CONNECT), url, new SourceExchange(transport, "HEAD", HEAD), exchange -> head(exchange.send(
                                url))
                        .at(since(start)));
    }

    @Override
    public Head headOfGet(URI url) {
        long start = System.nanoTime();
        return within(
                HEAD.plus(CONNECT),
                url,
                new SourceExchange(transport, "GET", HEAD),
                exchange -> firstByte(url, exchange.send(url), start));
    }

    private static Head firstByte(URI url, ClassicHttpResponse response, long start) {
        Head head = head(response);
        try {
            if (head.found() && body(response).read() < 0 && head.length().orElse(0) > 0) {
                throw new IOException("no byte of the body arrived");
            }
        } catch (IOException e) {
            throw brokeOff(url, e);
        }
        return head.at(since(start));
    }

    @Override
    public boolean keepsConnection(URI url) {
        try (var probe = new KeepAliveProbe(url, options, proxies)) {
            return probe.answersTwice();
        } catch (IOException e) {
            throw brokeOff(url, e);
        }
    }

    private static NoAnswerException brokeOff(URI url, IOException e) {
        return new NoAnswerException(url, "broke off: " + e.getMessage(), e);
    }

    private static InputStream body(ClassicHttpResponse response) throws IOException {
        return response.getEntity() == null
                ? InputStream.nullInputStream()
                : response.getEntity().getContent();
    }

    private static Head head(ClassicHttpResponse response) {
        return new Head(
                response.getCode(),
                MaasContentCoding.isCompressed(encoding(response)) ? OptionalLong.empty() : length(response),
                field(response, "Content-Type"),
                Duration.ZERO);
    }

    private static String encoding(ClassicHttpResponse response) {
        return field(response, "Content-Encoding");
    }

    private static OptionalLong length(ClassicHttpResponse response) {
        try {
            return OptionalLong.of(Long.parseLong(field(response, "Content-Length")));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static String field(ClassicHttpResponse response, String name) {
        Header field = response.getFirstHeader(name);
        return field == null || field.getValue() == null ? "" : field.getValue();
    }

    /** Reads the response of an exchange. */
    @FunctionalInterface
    private interface ExchangeReader<T> {
        T read(SourceExchange exchange) throws IOException;
    }

    private static <T> T within(Duration limit, URI url, SourceExchange exchange, ExchangeReader<T> reader) {
        try {
            return CancellableCall.run(limit, exchange::cancel, () -> {
                try (exchange) {
                    return reader.read(exchange);
                }
            });
        } catch (TimeoutException e) {
            throw new NoAnswerException(url, "was not answered in full within " + limit.toSeconds() + " seconds", e);
        } catch (IOException e) {
            throw new NoAnswerException(url, NetworkFailure.reason(e), e);
        } catch (IllegalArgumentException e) {
            throw new NoAnswerException(url, "cannot be read: " + e.getMessage(), e);
        }
    }
}
