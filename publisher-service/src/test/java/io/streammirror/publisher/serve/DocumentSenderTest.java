package io.streammirror.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.util.internal.PlatformDependent;
import io.streammirror.simplestreams.Sha256;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents are sent from memory that all clients share, and that is freed in time. */
class DocumentSenderTest {
    private static final String PATH = "/maas/stable/streams/v1/index.json";
    private static final int CLIENTS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** More than all buffers of the kernel between two ends hold. */
    private static final String DOCUMENT = "x".repeat(24_000_000);

    private final List<Socket> sockets = new ArrayList<>();
    private PublicServer server;
    private InMemory document;

    @BeforeEach
    void start() throws Exception {
        server = new PublicServer();
        server.serve(TestTrees.publication(server.s3(), DOCUMENT, Map.of()));
        document = server.documents().get(Sha256.of(DOCUMENT.getBytes(StandardCharsets.UTF_8)));
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
    }

    private Socket client() throws Exception {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        sockets.add(socket);
        socket.getOutputStream()
                .write(("GET " + PATH + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void shouldTakeNoMemoryForClientsThatReadNothing() throws Exception {
        assertThat(server.get(PATH).body()).asString().isEqualTo(DOCUMENT);
        long before = PlatformDependent.usedDirectMemory();

        for (int i = 0; i < CLIENTS; i++) {
            client();
        }
        await().atMost(PATIENCE).until(() -> document.users() == 1 + CLIENTS);

        assertThat(PlatformDependent.usedDirectMemory() - before)
                .as("less than one copy")
                .isLessThan(DOCUMENT.length());
    }

    @Test
    void shouldFreeReplacedDocumentWhenTheLastClientHasIt() throws Exception {
        Socket slow = client();
        await().atMost(PATIENCE).until(() -> document.users() == 2);

        server.serve(TestTrees.publication(server.s3(), "{}", Map.of()));
        assertThat(document.users()).isEqualTo(1);
        assertThat(slow.getInputStream().readAllBytes()).asString().endsWith(DOCUMENT);

        await().atMost(PATIENCE).until(() -> document.users() == 0);
    }

    @Test
    void shouldFreeReplacedDocumentWhenTheLastClientIsGone() throws Exception {
        Socket gone = client();
        await().atMost(PATIENCE).until(() -> document.users() == 2);
        gone.close();

        server.serve(TestTrees.publication(server.s3(), "{}", Map.of()));

        await().atMost(PATIENCE).until(() -> document.users() == 0);
    }

    @Test
    void shouldKeepDocumentsThatTheNextTreeHasToo() throws Exception {
        server.serve(TestTrees.publication(server.s3(), DOCUMENT, Map.of("item", new byte[] {1})));

        assertThat(document.users()).isEqualTo(1);
        assertThat(server.get(PATH).body()).hasSize(DOCUMENT.length());
    }
}
