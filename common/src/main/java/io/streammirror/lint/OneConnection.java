package io.streammirror.lint;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Asks twice on one connection; HTTP clients hide whether they had to open a second one. */
final class OneConnection {
    /** No real head is longer. */
    private static final int MAX_HEAD_BYTES = 64_000;

    private final URI url;
    private final int timeoutMillis;

    OneConnection(URI url, Duration timeout) {
        this.url = url;
        this.timeoutMillis = (int) timeout.toMillis();
    }

    /** False when the server closes after its first answer; no first answer is a failure. */
    boolean answersTwice() throws IOException {
        try (Socket connection = connect()) {
            connection.setSoTimeout(timeoutMillis);
            var answers = new BufferedInputStream(connection.getInputStream());
            ask(connection);
            if (!readHead(answers)) {
                throw new IOException("no answer to a plain HEAD");
            }
            try {
                ask(connection);
                return readHead(answers);
            } catch (SocketException closed) {
                return false;
            }
        }
    }

    private Socket connect() throws IOException {
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
        var plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(url.getHost(), port), timeoutMillis);
            return secure ? secured(plain, port) : plain;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private Socket secured(Socket plain, int port) throws IOException {
        var socket = (SSLSocket)
                ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, url.getHost(), port, true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    private void ask(Socket connection) throws IOException {
        String request = "HEAD " + url.getRawPath() + " HTTP/1.1\r\nHost: " + url.getRawAuthority()
                + "\r\nUser-Agent: stream-mirror-lint\r\nAccept: */*\r\n\r\n";
        connection.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        connection.getOutputStream().flush();
    }

    /** Whether there is an answer; an answer to HEAD has no body, so its head is all of it. */
    private static boolean readHead(InputStream answers) throws IOException {
        int lineLength = 0;
        for (int read = 0; read < MAX_HEAD_BYTES; read++) {
            int c = answers.read();
            if (c < 0) {
                return false;
            }
            if (c == '\n' && lineLength == 0 && read > 2) {
                return true;
            }
            if (c == '\n') {
                lineLength = 0;
            } else if (c != '\r') {
                lineLength++;
            }
        }
        throw new IOException("the head of the answer is longer than " + MAX_HEAD_BYTES + " bytes");
    }
}
