package io.streammirror.cli.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * HTTP/1.1 calls by the JDK's client. A call fails when no byte arrives for its idle time, in the body too, which the JDK's own limit does
 * not cover. Redirects are not followed.
 */
public final class HttpCalls {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    /** A response with a body of at most a number of bytes. */
    HttpResponse<byte[]> bytes(HttpRequest request, Duration idle, int maxBytes) throws IOException {
        var received = new ByteArrayOutputStream();
        return send(
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
        var request = HttpRequest.newBuilder(url).method(method, HttpRequest.BodyPublishers.noBody());
        return send(request.build(), idle, buffer -> {}, () -> true).statusCode();
    }

    /**
     * Sends a request and passes its body on.
     *
     * @param idle time without a byte after which the call fails
     * @param consumer of the body, as it arrives
     * @param result of the whole body
     * @throws HttpTimeoutException when nothing arrived for the idle time
     * @throws InterruptedIOException when this thread was interrupted; its interrupt flag stays set
     */
    public <T> HttpResponse<T> send(
            HttpRequest request, Duration idle, Consumer<ByteBuffer> consumer, Supplier<T> result) throws IOException {
        var body = new BodyReader<>(consumer, result);
        CompletableFuture<HttpResponse<T>> response = http.sendAsync(request, head -> body);
        try {
            while (true) {
                long left = body.progressNanos() + idle.toNanos() - System.nanoTime();
                if (left <= 0) {
                    throw new HttpTimeoutException("no data for " + idle.toMillis() + " ms");
                }
                try {
                    return response.get(left, TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    // Bytes may have arrived since; the loop computes the time that is left again.
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException known ? known : new IOException(reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            response.cancel(true);
        }
    }

    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage());
    }
}
