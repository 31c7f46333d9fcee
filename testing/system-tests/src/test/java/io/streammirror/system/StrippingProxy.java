package io.streammirror.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A reverse proxy that serves a site below a path of its own, and asks it in HTTP/1.0 as nginx does by default. */
final class StrippingProxy implements AutoCloseable {
    static final String PREFIX = "/mirrors/maas";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final URI backend;

    StrippingProxy(URI backend) {
        this.backend = backend;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext(PREFIX + "/", this::pass);
        server.start();
    }

    /** With a slash at its end. */
    URI site() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PREFIX + "/");
    }

    private void pass(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath().substring(PREFIX.length());
        try (var socket = new Socket(backend.getHost(), backend.getPort())) {
            String request = exchange.getRequestMethod() + " " + path + " HTTP/1.0\r\nHost: "
                    + exchange.getRequestHeaders().getFirst("Host") + "\r\nConnection: close\r\nX-Forwarded-Prefix: "
                    + PREFIX + "\r\nX-Forwarded-Proto: http\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream answer = new BufferedInputStream(socket.getInputStream());
            int status = Integer.parseInt(line(answer).split(" ", -1)[1]);
            for (String line = line(answer); !line.isEmpty(); line = line(answer)) {
                String name = line.substring(0, line.indexOf(':'));
                if (!name.toLowerCase(Locale.ROOT).equals("connection")
                        && !name.toLowerCase(Locale.ROOT).equals("content-length")) {
                    exchange.getResponseHeaders()
                            .add(name, line.substring(line.indexOf(':') + 1).strip());
                }
            }
            byte[] body = answer.readAllBytes();
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } finally {
            exchange.close();
        }
    }

    private static String line(InputStream answer) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = answer.read(); next >= 0 && next != '\n'; next = answer.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.US_ASCII).strip();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
