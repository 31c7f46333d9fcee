package io.streammirror.store.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** A server on loopback that takes one connection and does with it what a test says. */
final class LoopbackPeer implements AutoCloseable {
    private final ServerSocket server;
    private final CountDownLatch done = new CountDownLatch(1);

    /** Handles the connection. */
    @FunctionalInterface
    interface Manners {
        void serve(Socket connection) throws IOException, InterruptedException;
    }

    LoopbackPeer(Manners manners) throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var thread = new Thread(() -> run(manners), "loopback-peer");
        thread.setDaemon(true);
        thread.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/bucket/key");
    }

    /** Returns when the connection has ended, whichever side ended it. */
    void awaitEnd() throws InterruptedException {
        done.await();
    }

    private void run(Manners manners) {
        try (Socket connection = server.accept()) {
            manners.serve(connection);
        } catch (IOException | InterruptedException e) {
            // The other side ended it; if it should not have, the test misses what was to come.
        } finally {
            done.countDown();
        }
    }

    /** Reads the head of a request, and answers it in lower case. */
    static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no whole head: " + head);
            }
            head.append((char) next);
        }
        return head.toString().toLowerCase(Locale.ROOT);
    }

    static void answer(Socket connection, String status, String headers, String body) throws IOException {
        String text = "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        connection.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
