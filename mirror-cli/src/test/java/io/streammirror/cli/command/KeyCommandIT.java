package io.streammirror.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.openpgp.Signer;
import io.streammirror.openpgp.keys.KeyFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real gpgv believes what a created key signs, by the keyring that is shown. */
class KeyCommandIT {
    private static final byte[] TEXT = "{}\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"rsa4096", "ed25519"})
    void gpgvTakesWhatACreatedKeySigns(String algorithm) throws Exception {
        Path key = directory.resolve("mirror.key");
        Path keyring = directory.resolve("mirror.gpg");
        run("key", "create", "--out", key.toString(), "--algorithm", algorithm);
        run("key", "show", "--key-file", key.toString(), "--out", keyring.toString());

        assertThat(gpgv(keyring, signed(key))).isZero();
    }

    @Test
    void aSignatureByTheNextKeyIsTakenByWhoHasTheKeyringOfBoth() throws Exception {
        Path key = directory.resolve("mirror.key");
        run("key", "create", "--out", key.toString(), "--algorithm", "ed25519");
        run("key", "rotate", "--key-file", key.toString(), "--algorithm", "ed25519", "--prepare");
        var files = new KeyFiles(key, Optional.empty());
        Path before = Files.write(
                directory.resolve("before.gpg"), files.key().publicKeyring().binary());
        Path both = Files.write(directory.resolve("both.gpg"), Files.readAllBytes(before));
        Files.write(both, files.next().orElseThrow().publicKeyring().binary(), StandardOpenOption.APPEND);
        Path byFormer = signed(key);
        run("key", "rotate", "--key-file", key.toString(), "--switch");

        assertThat(gpgv(both, byFormer)).isZero();
        assertThat(gpgv(both, signed(key))).isZero();
        assertThat(gpgv(before, signed(key))).isNotZero();
    }

    private Path signed(Path key) throws IOException {
        var signer = new Signer(new KeyFiles(key, Optional.empty()).key(), Clock.systemUTC());
        return Files.write(Files.createTempFile(directory, "signed", ".sjson"), signer.clearSign(TEXT));
    }

    private static void run(String... arguments) {
        assertThat(MirrorCommand.commandLine().execute(arguments)).isZero();
    }

    private int gpgv(Path keyring, Path document) throws IOException, InterruptedException {
        return new ProcessBuilder("gpgv", "--keyring", keyring.toString(), document.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("gpgv.log").toFile())
                .start()
                .waitFor();
    }
}
