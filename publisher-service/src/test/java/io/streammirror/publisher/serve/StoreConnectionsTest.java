package io.streammirror.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Few connections to the store, and more clients than these. */
class StoreConnectionsTest {
    private static final String PATH = "/maas/stable/squashfs";
    private static final int CONNECTIONS = 2;

    /** More than all buffers of the kernel between store and client hold. */
    private static final byte[] ITEM = new byte[48_000_000];

    static {
        new Random(5).nextBytes(ITEM);
    }

    private final List<Socket> sockets = new ArrayList<>();
    private PublicServer server;

    @BeforeEach
    void start() throws Exception {
        server = new PublicServer(CONNECTIONS);
        server.serve(TestTrees.publication(server.s3(), "{}", Map.of("squashfs", ITEM)));
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
    }

    /** Asks for all but the first byte, and reads nothing. */
    private Socket client(String from) throws Exception {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port(), InetAddress.getByName(from), 0);
        sockets.add(socket);
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("GET " + PATH + " HTTP/1.1\r\nHost: x\r\nRange: bytes=1-\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void shouldServeOneAddressWhileAnotherHoldsAllConnections() throws Exception {
        for (int i = 0; i < 20; i++) {
            client("127.0.0.2");
        }

        assertThat(server.get(PATH).body()).isEqualTo(ITEM);
    }

    @Test
    void shouldServeClientsOfOneAddressWhileOthersOfItReadNothing() throws Exception {
        List<Socket> idle = List.of(client("127.0.0.1"), client("127.0.0.1"), client("127.0.0.1"));

        assertThat(server.get(PATH).body()).isEqualTo(ITEM);

        for (Socket socket : idle.subList(0, 2)) {
            byte[] answer = socket.getInputStream().readAllBytes();
            assertThat(answer).hasSizeGreaterThan(ITEM.length);
            assertThat(answer).endsWith(java.util.Arrays.copyOfRange(ITEM, ITEM.length - 1000, ITEM.length));
        }
    }
}
