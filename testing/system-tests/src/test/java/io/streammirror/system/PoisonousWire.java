package io.streammirror.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** An HTTP server on loopback that answers each request with the bytes that a test gives, valid or not, and closes. */
final class PoisonousWire implements AutoCloseable {
    private static final int MAX_HEAD = 16 * 1024;

    private final ServerSocket listener;
    private final Function<String, byte[]> answers;

    /** @param answers the whole response by the path of the request */
    PoisonousWire(Function<String, byte[]> answers) {
        this.answers = answers;
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
    }

    private static void start(Runnable task) {
        var thread = new Thread(task, "poisonous-wire");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = listener.accept();
                start(() -> answer(connection));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void answer(Socket connection) {
        try (connection) {
            String request = head(connection.getInputStream());
            if (!request.isEmpty()) {
                connection.getOutputStream().write(answers.apply(request.split(" ", 3)[1]));
            }
        } catch (IOException gone) {
            // A client that wants no more of it.
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        for (int next = in.read(); next >= 0 && head.length() < MAX_HEAD; next = in.read()) {
            head.append((char) next);
            if (head.indexOf("\r\n\r\n") >= 0) {
                return head.toString();
            }
        }
        return "";
    }

    /** A response of this status line and header, without a body. */
    static byte[] response(String statusLine, String... header) {
        return (statusLine + "\r\n" + String.join("\r\n", header)
                        + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
