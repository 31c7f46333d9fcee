package io.streammirror.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.streammirror.store.StoreCredentials;
import io.streammirror.store.StoreTimeouts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class PutClientTest {
    /** More than the buffers of two sockets hold. */
    private static final ByteBuffer LARGE = ByteBuffer.allocate(64 * 1024 * 1024);

    private static final Duration LONG = Duration.ofSeconds(50);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final CountDownLatch testIsOver = new CountDownLatch(1);

    @AfterEach
    void letThePeerGo() {
        testIsOver.countDown();
    }

    @Test
    void shouldSendBytesAndHeadersAndReturnEtagWithoutQuotes() throws Exception {
        var head = new AtomicReference<>("");
        var body = new AtomicReference<>("");
        try (var peer = new LoopbackPeer(connection -> {
                    InputStream in = connection.getInputStream();
                    head.set(LoopbackPeer.head(in));
                    body.set(new String(in.readNBytes(3), StandardCharsets.US_ASCII));
                    LoopbackPeer.answer(connection, "200 OK", "ETag: \"abc\"\r\n", "");
                });
                var client = client(LONG)) {
            ByteBuffer bytes = ByteBuffer.wrap(new byte[] {'-', 'o', 'n', 'e', '-'}, 1, 3);

            assertThat(client.put(peer.uri(), Map.of("x-amz-meta-size", "3"), bytes))
                    .isEqualTo("abc");

            assertThat(bytes.remaining()).isEqualTo(3);
        }
        assertThat(body).hasValue("one");
        assertThat(head.get())
                .startsWith("put /bucket/key http/1.1\r\n")
                .contains("\r\nx-amz-meta-size: 3\r\n", "\r\ncontent-length: 3\r\n")
                .doesNotContain("accept-encoding", "expect");
    }

    @Test
    void shouldReadRefusalWhenStoreAnswersBeforeEndOfBody() throws Exception {
        try (var peer = new LoopbackPeer(connection -> {
                    InputStream in = connection.getInputStream();
                    LoopbackPeer.head(in);
                    LoopbackPeer.answer(
                            connection, "507 Insufficient Storage", "", "<Error><Code>StorageFull</Code></Error>");
                    // Far from all of it: a client that sends on stands still before the end.
                    in.readNBytes(LARGE.remaining() / 4);
                    testIsOver.await();
                });
                var client = client(LONG)) {
            assertThatExceptionOfType(S3ErrorException.class)
                    .isThrownBy(() -> client.put(peer.uri(), Map.of(), LARGE))
                    .satisfies(e -> assertThat(e.refusal()).isEqualTo(new S3Error(507, "StorageFull")));
        }
    }

    @Test
    void shouldReadRefusalWhenStoreAnswersAfterBody() throws Exception {
        try (var peer = new LoopbackPeer(connection -> {
                    InputStream in = connection.getInputStream();
                    LoopbackPeer.head(in);
                    in.readNBytes(3);
                    LoopbackPeer.answer(
                            connection, "403 Forbidden", "", "<Error><Code>QuotaExceeded</Code><Key>k</Key></Error>");
                });
                var client = client(LONG)) {
            assertThatExceptionOfType(S3ErrorException.class)
                    .isThrownBy(() -> client.put(peer.uri(), Map.of(), ByteBuffer.allocate(3)))
                    .satisfies(e -> assertThat(e.refusal()).isEqualTo(new S3Error(403, "QuotaExceeded")));
        }
    }

    @Test
    void shouldGiveUpWhenStoreStopsReading() throws Exception {
        try (var peer = new LoopbackPeer(connection -> testIsOver.await());
                var client = client(SHORT)) {
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> client.put(peer.uri(), Map.of(), LARGE))
                    .withMessageContaining("no byte moved");
        }
    }

    @Test
    void shouldGiveUpWhenStoreNeverAnswers() throws Exception {
        try (var peer = new LoopbackPeer(connection -> {
                    connection.getInputStream().transferTo(OutputStream.nullOutputStream());
                });
                var client = client(SHORT)) {
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> client.put(peer.uri(), Map.of(), ByteBuffer.allocate(3)))
                    .withMessageContaining("no byte moved");
            // The peer sees the end of the connection.
            peer.awaitEnd();
        }
    }

    @Test
    void shouldFailWhenConnectionEndsBeforeAnswer() throws Exception {
        try (var peer = new LoopbackPeer(connection -> {
                    InputStream in = connection.getInputStream();
                    LoopbackPeer.head(in);
                    in.readNBytes(3);
                });
                var client = client(LONG)) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> client.put(peer.uri(), Map.of(), ByteBuffer.allocate(3)));
        }
    }

    @Test
    void shouldEndUploadWhenInterrupted() throws Exception {
        var begun = new CountDownLatch(1);
        ExecutorService uploader = Executors.newSingleThreadExecutor();
        try (var peer = new LoopbackPeer(connection -> {
                    InputStream in = connection.getInputStream();
                    LoopbackPeer.head(in);
                    begun.countDown();
                    testIsOver.await();
                });
                var client = client(LONG)) {
            var thread = new AtomicReference<Thread>();
            Future<String> upload = uploader.submit(() -> {
                thread.set(Thread.currentThread());
                return client.put(peer.uri(), Map.of(), LARGE);
            });
            begun.await();

            thread.get().interrupt();

            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(upload::get)
                    .withCauseInstanceOf(InterruptedException.class);
        } finally {
            uploader.shutdownNow();
        }
    }

    @Test
    void shouldGiveUpWhenNoConnectionIsFree() throws Exception {
        var begun = new CountDownLatch(1);
        ExecutorService uploader = Executors.newSingleThreadExecutor();
        try (var peer = new LoopbackPeer(connection -> {
                    InputStream in = connection.getInputStream();
                    LoopbackPeer.head(in);
                    begun.countDown();
                    // Slowly, so that this upload keeps its connection and is never idle.
                    while (!testIsOver.await(50, TimeUnit.MILLISECONDS)) {
                        in.readNBytes(256 * 1024);
                    }
                });
                var client = client(SHORT, 1)) {
            Future<String> only = uploader.submit(() -> client.put(peer.uri(), Map.of(), LARGE));
            begun.await();

            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> client.put(peer.uri(), Map.of(), ByteBuffer.allocate(3)))
                    .withMessageContaining("no byte moved");
            only.cancel(true);
        } finally {
            uploader.shutdownNow();
        }
    }

    /** As Docker Compose names containers. */
    @Test
    void shouldSendToHostWhoseNameHasAnUnderscore() throws Exception {
        var head = new AtomicReference<>("");
        try (var peer = new LoopbackPeer(connection -> {
                    InputStream in = connection.getInputStream();
                    head.set(LoopbackPeer.head(in));
                    in.readNBytes(1);
                    LoopbackPeer.answer(connection, "200 OK", "ETag: \"abc\"\r\n", "");
                });
                var client = client(LONG)) {
            int port = peer.uri().getPort();
            URI link = store(URI.create("http://my_s3:" + port)).presignedGet("key", Duration.ofMinutes(1));

            assertThat(client.put(link, Map.of(), ByteBuffer.wrap(new byte[1]))).isEqualTo("abc");

            assertThat(head.get()).startsWith("put /bucket/key?").contains("\r\nhost: my_s3:" + port + "\r\n");
        }
    }

    private static MinioObjectStore store(URI endpoint) {
        return new MinioObjectStore(
                endpoint,
                "bucket",
                "us-east-1",
                new StoreCredentials("access", "secret"),
                new StoreTimeouts(LONG, LONG));
    }

    /** Every name is that of the loopback. */
    private static PutClient client(Duration idle) {
        return client(idle, 8);
    }

    private static PutClient client(Duration idle, int maxConnections) {
        var names = new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) {
                return new InetAddress[] {InetAddress.getLoopbackAddress()};
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
        return new PutClient(new StoreTimeouts(Duration.ofSeconds(5), idle), names, maxConnections);
    }
}
