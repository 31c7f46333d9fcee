package io.streammirror.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.streammirror.openpgp.Fingerprint;
import io.streammirror.openpgp.Keyring;
import io.streammirror.openpgp.keys.KeyFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyCommandTest {
    private StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    private Path key;

    @BeforeEach
    void name() {
        key = directory.resolve("secrets/mirror.key");
    }

    @Test
    void shouldCreateKeyReadableByOwnerOnly() throws IOException {
        assertThat(create()).isZero();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(out.toString()).contains(files().key().fingerprint().hex()).doesNotContain("PRIVATE");
    }

    @Test
    void shouldNotOverwriteKey() throws IOException {
        create();
        byte[] before = Files.readAllBytes(key);

        assertThat(create()).isEqualTo(2);

        assertThat(err.toString()).contains("never overwritten");
        assertThat(Files.readAllBytes(key)).isEqualTo(before);
    }

    @Test
    void shouldEncryptKeyWithPassphrase() throws IOException {
        Path passphrase = Files.writeString(directory.resolve("passphrase"), "correct horse\n");

        assertThat(create("--passphrase-file", passphrase.toString())).isZero();

        assertThat(run("key", "show", "--key-file", key.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("is locked").doesNotContain("correct horse");
        assertThat(run("key", "show", "--key-file", key.toString(), "--passphrase-file", passphrase.toString()))
                .isZero();
    }

    @Test
    void shouldCreateNoKeyWhenPassphraseIsEmptyOrMissing() throws IOException {
        Path empty = Files.createFile(directory.resolve("empty"));

        assertThat(create("--passphrase-file", empty.toString())).isEqualTo(2);
        assertThat(create("--passphrase-file", directory.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(key).doesNotExist();
    }

    @Test
    void shouldNameAlgorithmsWhenUnknown() {
        assertThat(run("key", "create", "--out", key.toString(), "--algorithm", "dsa"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("rsa4096 or ed25519");
    }

    @Test
    void shouldShowPublicKeyInAllForms() throws IOException {
        create();
        Keyring keyring = files().key().publicKeyring();

        assertThat(shown("--fingerprint")).isEqualTo(fingerprint() + "\n");
        assertThat(shown("--armored")).startsWith("-----BEGIN PGP PUBLIC KEY BLOCK-----");
        assertThat(Base64.getDecoder().decode(shown("--base64").strip())).isEqualTo(keyring.binary());
        assertThat(shown())
                .contains(fingerprint().hex(), "PUBLIC KEY BLOCK")
                .contains("MAAS 3.4 to 3.7: Keyring data", "MAAS 3.8: ", "keyring_filename")
                .doesNotContain("PRIVATE");
        Path file = directory.resolve("mirror.gpg");
        shown("--out", file.toString());
        assertThat(Files.readAllBytes(file)).isEqualTo(keyring.binary());
    }

    @Test
    void shouldShowKeyringOfPublisherByUrl() throws IOException {
        create();
        HttpServer publisher = publisher(files().key().publicKeyring());
        String url = "http://127.0.0.1:" + publisher.getAddress().getPort();
        try {
            assertThat(run("key", "show", "--url", url, "--fingerprint")).isZero();
            assertThat(out.toString()).contains(fingerprint().hex());
        } finally {
            publisher.stop(0);
        }
        assertThat(run("key", "show", "--url", url)).isEqualTo(1);
    }

    @Test
    void shouldRotateInStepsThatCanBeResumed() {
        create();
        Fingerprint before = fingerprint();

        assertThat(rotate("--prepare")).isZero();
        Fingerprint coming = files().next().orElseThrow().fingerprint();
        assertThat(fingerprint()).isEqualTo(before);
        assertThat(rotate()).isZero();
        assertThat(out.toString()).contains("Next key      " + coming, "--switch");

        assertThat(rotate("--switch")).isZero();
        assertThat(fingerprint()).isEqualTo(coming).isNotEqualTo(before);
        assertThat(files().replaced()).containsExactly(before);
        assertThat(files().next()).isEmpty();
        assertThat(new KeyFiles(files().oldFile(), Optional.empty()).key().fingerprint())
                .isEqualTo(before);
    }

    @Test
    void shouldRefuseSwitchWhenPublisherDoesNotServeNextKey() throws IOException {
        create();
        Fingerprint before = fingerprint();
        HttpServer publisher = publisher(files().key().publicKeyring());
        String url = "http://127.0.0.1:" + publisher.getAddress().getPort();
        try {
            rotate("--prepare");

            assertThat(rotate("--switch", "--url", url)).isEqualTo(2);
        } finally {
            publisher.stop(0);
        }
        assertThat(err.toString()).contains("does not serve key", "restart the publisher");
        assertThat(fingerprint()).isEqualTo(before);
    }

    private static HttpServer publisher(Keyring keyring) throws IOException {
        byte[] bytes = keyring.binary();
        HttpServer publisher = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        publisher.createContext("/keys/mirror.gpg", exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        publisher.start();
        return publisher;
    }

    @Test
    void shouldRepeatInterruptedSwitch() throws IOException {
        create();
        Fingerprint before = fingerprint();
        rotate("--prepare");
        Files.writeString(files().replacesFile(), before + "\n");

        assertThat(rotate("--switch")).isZero();

        assertThat(files().replaced()).containsExactly(before);
        assertThat(files().replacesFile()).content().hasLineCount(1);
    }

    @Test
    void shouldRefuseRotationStepOutOfOrder() {
        create();

        assertThat(rotate("--switch")).isEqualTo(2);
        assertThat(err.toString()).contains("--prepare");
        rotate("--prepare");
        Fingerprint coming = files().next().orElseThrow().fingerprint();
        assertThat(rotate("--prepare")).isEqualTo(2);
        assertThat(files().next().orElseThrow().fingerprint()).isEqualTo(coming);
    }

    @Test
    void shouldPrintUsageWhenKeySubcommandIsMissing() {
        assertThat(run("key")).isEqualTo(2);
        assertThat(err.toString()).contains("create", "show", "rotate");
    }

    private int create(String... more) {
        return run(append(new String[] {"key", "create", "--out", key.toString(), "--algorithm", "ed25519"}, more));
    }

    private int rotate(String... more) {
        return run(
                append(new String[] {"key", "rotate", "--key-file", key.toString(), "--algorithm", "ed25519"}, more));
    }

    private String shown(String... more) {
        out = new StringWriter();
        assertThat(run(append(new String[] {"key", "show", "--key-file", key.toString()}, more)))
                .isZero();
        return out.toString();
    }

    private static String[] append(String[] first, String[] more) {
        String[] all = Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }

    private KeyFiles files() {
        return new KeyFiles(key, Optional.empty());
    }

    private Fingerprint fingerprint() {
        return files().key().fingerprint();
    }

    private int run(String... arguments) {
        return MirrorCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
