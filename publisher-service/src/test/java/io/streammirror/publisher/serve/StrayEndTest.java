package io.streammirror.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The traffic of MAAS 3.5 and 3.6: the end of a chunked body after every GET without a body, in any pieces. */
class StrayEndTest {
    private static final int RUNS = 10;
    private static final int FILES = 36;
    private static final String STRAY = "0\r\n\r\n";
    private static PublicServer server;

    /** How the stray end comes over the wire. */
    enum Cut {
        NONE,
        JOINED,
        SEPARATE,
        LATE,
        WITH_THE_NEXT,
        SPLIT,
        BYTEWISE;

        /** The pieces that follow the request, each sent by itself. */
        List<String> pieces() {
            return switch (this) {
                case NONE, JOINED, LATE, WITH_THE_NEXT -> List.of();
                case SEPARATE -> List.of(STRAY);
                case SPLIT -> List.of("0\r\n", "\r\n");
                case BYTEWISE -> List.of("0", "\r", "\n", "\r", "\n");
            };
        }
    }

    @BeforeAll
    static void start() throws Exception {
        server = new PublicServer();
        Map<String, byte[]> items = new HashMap<>();
        IntStream.range(0, FILES).forEach(i -> items.put("small/" + i, content(i)));
        server.serve(TestTrees.publication(server.s3(), "{}", items));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void shouldServeEveryFileWholeOnOneConnection(Cut cut) throws Exception {
        for (int run = 0; run < RUNS; run++) {
            try (var client = new Client()) {
                for (int i = 0; i < FILES; i++) {
                    client.request(i, cut);
                    assertThat(client.readFile()).as("run %d, file %d", run, i).isEqualTo(content(i));
                    client.afterAnswer(cut);
                }
            }
        }
    }

    @Test
    void shouldServeEveryFileWholeWhenAllAreAskedForAtOnce() throws Exception {
        for (int run = 0; run < RUNS; run++) {
            try (var client = new Client()) {
                for (int i = 0; i < FILES; i++) {
                    client.request(i, Cut.JOINED);
                }
                for (int i = 0; i < FILES; i++) {
                    assertThat(client.readFile()).as("run %d, file %d", run, i).isEqualTo(content(i));
                }
            }
        }
    }

    @Test
    void shouldNotTakeStrayEndForTheFirstRequest() throws Exception {
        try (var client = new Client()) {
            client.send(STRAY);

            assertThat(client.readHead()).contains(" 400 Bad Request");
        }
    }

    @Test
    void shouldPassToHttpWhatOnlyBeginsLikeAStrayEnd() throws Exception {
        try (var client = new Client()) {
            client.request(0, Cut.NONE);
            assertThat(client.readFile()).isEqualTo(content(0));

            client.send("0\r\n");
            client.send("x\r\n\r\n");

            assertThat(client.readHead()).contains(" 400 Bad Request");
        }
    }

    private static byte[] content(int i) {
        byte[] content = new byte[1_000 + 997 * i];
        Arrays.fill(content, (byte) ('a' + i % 26));
        return content;
    }

    /** One keep-alive connection. */
    private static final class Client implements AutoCloseable {
        private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        private final OutputStream out = socket.getOutputStream();
        private final InputStream in = socket.getInputStream();
        private String pending = "";

        Client() throws IOException {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(10_000);
        }

        void request(int file, Cut cut) throws IOException {
            String head = pending + "GET /maas/stable/small/" + file + " HTTP/1.1\r\nHost: x\r\n\r\n";
            pending = "";
            if (cut == Cut.JOINED) {
                send(head + STRAY);
                return;
            }
            send(head);
            for (String piece : cut.pieces()) {
                send(piece);
            }
        }

        void afterAnswer(Cut cut) throws IOException {
            if (cut == Cut.LATE) {
                send(STRAY);
            } else if (cut == Cut.WITH_THE_NEXT) {
                pending = STRAY;
            }
        }

        void send(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        byte[] readFile() throws IOException {
            String head = readHead();
            assertThat(head).startsWith("HTTP/1.1 200 ");
            int length = head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                    .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                    .findFirst()
                    .orElseThrow();
            return in.readNBytes(length);
        }

        String readHead() throws IOException {
            var head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    return head + "(closed)";
                }
                head.write(next);
            }
            return head.toString(StandardCharsets.US_ASCII);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
