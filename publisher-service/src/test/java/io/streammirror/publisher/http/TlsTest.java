package io.streammirror.publisher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private CertificateFiles files;
    private PublicPort port;

    @BeforeEach
    void start() throws Exception {
        files = new CertificateFiles(directory.resolve("site.pem"), directory.resolve("site.key"));
        write("first");
        port = new PublicPort(
                vertx,
                new PublicPort.Address("127.0.0.1", 0),
                new PortLimits(100, 0),
                Optional.of(files),
                request -> request.response().end("ok"),
                request -> {},
                path -> false);
        port.open();
    }

    @AfterEach
    void stop() throws Exception {
        port.close(Duration.ZERO);
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void shouldDropStrayEndsBehindTls() throws Exception {
        try (SSLSocket socket = connect()) {
            for (int i = 0; i < 20; i++) {
                socket.getOutputStream().write((GET + "0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                assertThat(answer(socket)).startsWith("HTTP/1.1 200").endsWith("ok");
            }
        }
        assertThat(port.strayEnds()).isEqualTo(20);
    }

    @Test
    void shouldUseRenewedCertificateButNotOneOfAnotherKey() throws Exception {
        assertThat(port.certificateExpiry()).contains(expiry());

        write("second");
        // Vert.x cuts a handshake that is under way at the moment of the change; clients come again.
        await().atMost(Duration.ofSeconds(20))
                .ignoreException(SSLHandshakeException.class)
                .until(this::subject, "CN=second"::equals);
        assertThat(port.certificateExpiry()).contains(expiry());

        byte[] certificate = Files.readAllBytes(files.certificate());
        write("third");
        Files.write(files.certificate(), certificate);

        assertThat(subject()).isEqualTo("CN=second");
        assertThatThrownBy(() -> files.read(vertx)).hasMessageContaining("is not for the key in");
    }

    @Test
    void shouldNameFilesThatAreNoCertificates() throws Exception {
        Files.writeString(files.key(), "no key");

        assertThatThrownBy(() -> files.read(vertx)).hasMessageContaining("site.key is not valid PEM");
        Files.delete(files.certificate());
        assertThatThrownBy(() -> files.read(vertx)).hasMessageContaining("site.pem cannot be read");
    }

    private String subject() throws Exception {
        return certificate().getSubjectX500Principal().getName();
    }

    private Instant expiry() throws Exception {
        return certificate().getNotAfter().toInstant();
    }

    private X509Certificate certificate() throws Exception {
        try (SSLSocket socket = connect()) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private SSLSocket connect() throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustingAnybody()}, null);
        var socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port.port());
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        return socket;
    }

    private static String answer(SSLSocket socket) throws IOException {
        var answer = new StringBuilder();
        while (!answer.toString().endsWith("\r\n\r\nok")) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                break;
            }
            answer.append((char) next);
        }
        return answer.toString();
    }

    private void write(String name) throws Exception {
        SelfSignedCertificate.write(files, directory.resolve(name + ".p12"), name);
    }

    private static final class TrustingAnybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
