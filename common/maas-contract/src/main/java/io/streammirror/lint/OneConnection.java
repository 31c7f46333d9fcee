package io.streammirror.lint;

import io.streammirror.http.EnvironmentProxies;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks twice on one connection; HTTP clients hide whether they had to open a second one. Through a proxy, a plain server's connection is
 * the proxy's, as for every client behind it.
 */
final class OneConnection {
    /** No real head is longer. */
    private static final int MAX_HEAD_BYTES = 64_000;

    /** In {@code HTTP/1.1 200}. */
    private static final int STATUS_AT = 9;

    private final URI url;
    private final EnvironmentProxies proxies;
    private final boolean secure;
    private final int port;
    private final int timeoutMillis;

    OneConnection(URI url, EnvironmentProxies proxies, Duration timeout) {
        this.url = url;
        this.proxies = proxies;
        this.secure = "https".equalsIgnoreCase(url.getScheme());
        this.port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
        this.timeoutMillis = (int) timeout.toMillis();
    }

    /** False when the server closes after its first answer; no first answer is a failure. */
    boolean answersTwice() throws IOException {
        try (Socket connection = connect()) {
            connection.setSoTimeout(timeoutMillis);
            var answers = new BufferedInputStream(connection.getInputStream());
            ask(connection);
            if (readHead(answers).isEmpty()) {
                throw new IOException("no answer to a plain HEAD");
            }
            try {
                ask(connection);
                return !readHead(answers).isEmpty();
            } catch (SocketException closed) {
                return false;
            }
        }
    }

    private Socket connect() throws IOException {
        var plain = new Socket();
        try {
            plain.connect(firstHop(), timeoutMillis);
            if (!secure) {
                return plain;
            }
            if (proxied()) {
                openTunnel(plain);
            }
            return secured(plain);
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private InetSocketAddress firstHop() {
        SocketAddress proxy = proxies.select(url).get(0).address();
        return proxy instanceof InetSocketAddress address
                ? new InetSocketAddress(address.getHostString(), address.getPort())
                : new InetSocketAddress(url.getHost(), port);
    }

    private boolean proxied() {
        return !proxies.select(url).get(0).equals(Proxy.NO_PROXY);
    }

    private void openTunnel(Socket connection) throws IOException {
        connection.setSoTimeout(timeoutMillis);
        String target = url.getHost() + ":" + port;
        send(connection, "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n" + proxyAuthorization() + "\r\n");
        // Unbuffered: what follows the head is the server's.
        String status = readHead(connection.getInputStream());
        if (!status.startsWith("2", STATUS_AT)) {
            throw new IOException("the proxy opens no way to it: " + status);
        }
    }

    private String proxyAuthorization() {
        return proxies.authorizationFor(url)
                .map(value -> "Proxy-Authorization: " + value + "\r\n")
                .orElse("");
    }

    private Socket secured(Socket plain) throws IOException {
        var socket = (SSLSocket)
                ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, url.getHost(), port, true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    private void ask(Socket connection) throws IOException {
        boolean toProxy = proxied() && !secure;
        String target = toProxy ? "http://" + url.getRawAuthority() + url.getRawPath() : url.getRawPath();
        send(
                connection,
                "HEAD " + target + " HTTP/1.1\r\nHost: " + url.getRawAuthority()
                        + "\r\nUser-Agent: stream-mirror-lint\r\nAccept: */*\r\n"
                        + (toProxy ? proxyAuthorization() : "") + "\r\n");
    }

    private static void send(Socket connection, String head) throws IOException {
        connection.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        connection.getOutputStream().flush();
    }

    /** The status line, empty when there is no answer; an answer to HEAD has no body, so its head is all of it. */
    private static String readHead(InputStream answers) throws IOException {
        var status = new StringBuilder();
        boolean first = true;
        int lineLength = 0;
        for (int read = 0; read < MAX_HEAD_BYTES; read++) {
            int c = answers.read();
            if (c < 0) {
                return "";
            }
            if (c == '\n' && lineLength == 0 && read > 2) {
                return status.toString();
            }
            if (c == '\n') {
                first = false;
                lineLength = 0;
            } else if (c != '\r') {
                lineLength++;
                if (first) {
                    status.append((char) c);
                }
            }
        }
        throw new IOException("the head of the answer is longer than " + MAX_HEAD_BYTES + " bytes");
    }
}
