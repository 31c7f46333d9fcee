package io.streammirror.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A forward proxy that takes every host for one server on loopback; one request for each connection, but for tunnels. It keeps the heads
 * of all requests, of those that it refuses too.
 */
public final class LoopbackProxy implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final Optional<String> authorization;
    private final int serverPort;

    /**
     * Starts.
     *
     * @param authorization value of {@code Proxy-Authorization} without which it answers 407
     * @param serverPort of the server that stands for all
     */
    public LoopbackProxy(Optional<String> authorization, int serverPort) throws IOException {
        this.authorization = authorization;
        this.serverPort = serverPort;
        run(this::accept);
    }

    public String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** Request lines with their header fields, as they came. */
    public List<String> heads() {
        return List.copyOf(heads);
    }

    /** A side that hangs up ends what is done for it, no more. */
    private void run(Work work) {
        threads.execute(() -> {
            try {
                work.run();
            } catch (IOException hungUp) {
                // The other side learns it from its own socket.
            }
        });
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            run(() -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException {
        try (client;
                var server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
            String head = readHead(client.getInputStream());
            heads.add(head);
            if (authorization.isPresent()
                    && !head.contains("\r\nProxy-Authorization: " + authorization.get() + "\r\n")) {
                answer(client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"");
                return;
            }
            if (head.startsWith("CONNECT ")) {
                answer(client, "200 Connection established");
            } else {
                server.getOutputStream().write(forOrigin(head).getBytes(StandardCharsets.ISO_8859_1));
            }
            run(() -> pump(client, server));
            pump(server, client);
        }
    }

    private static String readHead(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("no whole head");
            }
            head.append((char) c);
        }
        return head.toString();
    }

    private static void answer(Socket client, String status) throws IOException {
        String length = status.startsWith("200") ? "" : "\r\nContent-Length: 0\r\nConnection: close";
        client.getOutputStream()
                .write(("HTTP/1.1 " + status + length + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The path instead of the whole address, without what was for the proxy. */
    private static String forOrigin(String head) {
        String line = head.substring(0, head.indexOf("\r\n"));
        List<String> parts = List.of(line.split(" ", 3));
        String path = parts.get(1).replaceFirst("^http://[^/]*", "");
        String fields = head.substring(line.length() + 2)
                .lines()
                .filter(field -> !field.toLowerCase(Locale.ROOT).startsWith("proxy-"))
                .filter(field -> !field.toLowerCase(Locale.ROOT).startsWith("connection:"))
                .filter(field -> !field.isEmpty())
                .reduce("", (all, field) -> all + field + "\r\n");
        return parts.get(0) + " " + path + " HTTP/1.1\r\n" + fields + "Connection: close\r\n\r\n";
    }

    private static void pump(Socket from, Socket to) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] buffer = new byte[8192];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
            out.flush();
        }
        to.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
