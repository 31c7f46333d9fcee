package io.streammirror.http;

import io.streammirror.concurrent.CancellableCall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.util.Timeout;

/** HTTP/1.1 calls that fail when no byte arrives for an idle time. Redirects are not followed. */
public final class HttpCalls {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_CONNECTIONS = 64;

    /** Each call has its own; this one only bounds the wait for a connection. */
    private static final Duration IDLE = Duration.ofMinutes(1);

    /** The idle time ends a call; a body that never ends is the operator's to interrupt. */
    private static final Duration MAX_DURATION = Duration.ofDays(1);

    private static final int PIECE = 64 * 1024;

    private final HttpTransport transport;

    public HttpCalls() {
        this(HttpOptions.of(CONNECT_TIMEOUT, IDLE, MAX_CONNECTIONS));
    }

    public HttpCalls(HttpOptions options) {
        this.transport = new HttpTransport(options, EnvironmentProxies.NONE);
    }

    /** A response with a body of at most a number of bytes. */
    public HttpReply<byte[]> bytes(URI url, HttpUriRequestBase request, Duration idle, int maxBytes)
            throws IOException {
        var received = new ByteArrayOutputStream();
        return send(
                url,
                request,
                idle,
                buffer -> {
                    if (received.size() + buffer.remaining() > maxBytes) {
                        throw new IllegalStateException("more than " + maxBytes + " bytes");
                    }
                    var bytes = new byte[buffer.remaining()];
                    buffer.get(bytes);
                    received.writeBytes(bytes);
                },
                received::toByteArray);
    }

    /** The status of a response; its body is not read. */
    public int status(String method, URI url, Duration idle) throws IOException {
        return send(url, new HttpUriRequestBase(method, url), idle, buffer -> {}, () -> true)
                .status();
    }

    /** Requests a URL and passes its body on. */
    public <T> HttpReply<T> get(URI url, Duration idle, Consumer<ByteBuffer> consumer, Supplier<T> result)
            throws IOException {
        return send(url, new HttpGet(url), idle, consumer, result);
    }

    /**
     * Sends a request and passes its body on.
     *
     * @param idle time without a byte after which the call fails
     * @param consumer of the body, as it arrives
     * @param result of the whole body
     * @throws SocketTimeoutException when nothing arrived for the idle time
     * @throws InterruptedIOException when this thread was interrupted; its interrupt flag stays set
     */
    private <T> HttpReply<T> send(
            URI url, HttpUriRequestBase request, Duration idle, Consumer<ByteBuffer> consumer, Supplier<T> result)
            throws IOException {
        request.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(idle))
                .setResponseTimeout(Timeout.of(idle))
                .build());
        try {
            return CancellableCall.run(
                    MAX_DURATION, request::cancel, () -> exchange(url, request, idle, consumer, result));
        } catch (TimeoutException e) {
            throw new IOException("not whole after a day", e);
        }
    }

    private <T> HttpReply<T> exchange(
            URI url, HttpUriRequestBase request, Duration idle, Consumer<ByteBuffer> consumer, Supplier<T> result)
            throws IOException {
        try {
            ClassicHttpResponse response = transport.send(url, request);
            try {
                if (response.getEntity() != null) {
                    read(response.getEntity().getContent(), consumer);
                }
                return new HttpReply<>(response.getCode(), result.get());
            } finally {
                HttpTransport.end(request, response);
            }
        } catch (ConnectTimeoutException e) {
            throw e;
        } catch (SocketTimeoutException e) {
            var timeout = new SocketTimeoutException("no data for " + idle.toMillis() + " ms");
            timeout.initCause(e);
            throw timeout;
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void read(InputStream body, Consumer<ByteBuffer> consumer) throws IOException {
        var piece = new byte[PIECE];
        for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
            consumer.accept(ByteBuffer.wrap(piece, 0, count));
        }
    }
}
