package io.streammirror.system.fault;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An HTTPS address on loopback with which no client should come to terms. */
public final class TlsTrap implements AutoCloseable {
    private static final String PASSWORD = "changeit";
    private static final int BACKLOG = 100;

    private final ServerSocket listener;

    private TlsTrap(ServerSocket listener) {
        this.listener = listener;
        var thread = new Thread(this::serve, "tls-trap");
        thread.setDaemon(true);
        thread.start();
    }

    /** Its certificate is signed by itself. */
    public static TlsTrap selfSigned(Path directory) {
        try {
            return new TlsTrap(context(directory)
                    .getServerSocketFactory()
                    .createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException("no self-signed server", e);
        }
    }

    /** It hangs up in the middle of the handshake. */
    public static TlsTrap aborting() {
        try {
            return new TlsTrap(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new IllegalStateException("no server", e);
        }
    }

    /** The address of its root; ends in a slash. */
    public URI root() {
        return URI.create("https://127.0.0.1:" + listener.getLocalPort() + "/");
    }

    private static SSLContext context(Path directory)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path file = directory.resolve("self-signed.p12");
        var keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "trap",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool made no certificate");
        }
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                // A server that speaks TLS does its handshake by this; the other one has read enough.
                client.getInputStream().read();
                Sockets.reset(client);
            } catch (IOException refusedOrClosed) {
                // No handshake succeeds, as planned.
            }
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
