package io.streammirror.publisher.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.config.Settings;
import io.streammirror.openpgp.ForeignSignerException;
import io.streammirror.openpgp.Signer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The script of docs/keys.md over the real gpg, checked by the real gpgv. */
@Timeout(120)
class GpgSignerIT {
    private static final byte[] TEXT = "{\n \"a\": \"ä\"\n}\n- dashed\n\nlast\n".getBytes(StandardCharsets.UTF_8);

    /** As docs/keys.md has it. */
    private static final String SCRIPT = """
            #!/bin/sh
            case "$1" in
                text) exec gpg --batch --quiet --textmode --detach-sign ;;
                binary) exec gpg --batch --quiet --detach-sign ;;
            esac
            exit 64
            """;

    /** The path of the agent's socket must be short. */
    private Path home;

    @BeforeEach
    void makeKey() throws IOException {
        home = Files.createTempDirectory("gpg");
        newKey("Module", "rsa2048");
        shell("gpg --batch --export Module > $GNUPGHOME/module.gpg");
        Files.writeString(home.resolve("sign"), SCRIPT.replace("exec gpg", "GNUPGHOME=" + home + " exec gpg"));
        shell("chmod +x $GNUPGHOME/sign");
    }

    @AfterEach
    void clear() throws IOException {
        shell("gpgconf --kill gpg-agent");
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Test
    void shouldSignBothFormsSoThatGpgvAcceptsThem() throws IOException {
        Signer signer = signer();

        Files.write(home.resolve("document"), TEXT);
        Files.write(home.resolve("document.sjson"), signer.clearSign(TEXT));
        Files.write(home.resolve("document.gpg"), signer.detachedSign(TEXT));

        assertThat(shell("gpgv --keyring $GNUPGHOME/module.gpg --output - $GNUPGHOME/document.sjson 2>/dev/null"))
                .isEqualTo(new String(TEXT, StandardCharsets.UTF_8));
        assertThat(shell("gpgv --keyring $GNUPGHOME/module.gpg $GNUPGHOME/document.gpg $GNUPGHOME/document 2>&1"))
                .contains("Good signature from \"Module\"");
    }

    @Test
    void shouldAcceptEd25519KeyAndArmoredSignature() throws IOException {
        newKey("Other", "ed25519");
        shell("gpg --batch --export Other > $GNUPGHOME/module.gpg");
        script(SCRIPT.replace("exec gpg", "GNUPGHOME=" + home + " exec gpg --armor --comment '{' --local-user Other"));

        Files.write(home.resolve("document.sjson"), signer().clearSign(TEXT));

        assertThat(shell("gpgv --keyring $GNUPGHOME/module.gpg $GNUPGHOME/document.sjson 2>&1"))
                .contains("Good signature from \"Other\"");
        assertThat(Files.readString(home.resolve("document.sjson"))).doesNotContain("Comment");
    }

    @Test
    void shouldRefuseSignatureOfOtherKey() throws IOException {
        newKey("Other", "ed25519");
        script(SCRIPT.replace("exec gpg", "GNUPGHOME=" + home + " exec gpg --local-user Other"));

        assertThatThrownBy(() -> signer().clearSign(TEXT))
                .isInstanceOf(ForeignSignerException.class)
                .hasMessageContaining("which is not in the keyring");
    }

    @Test
    void shouldRefuseSignatureOfOtherKind() throws IOException {
        script("#!/bin/sh\nGNUPGHOME=" + home + " exec gpg --batch --quiet --detach-sign\n");

        assertThat(signer().detachedSign(TEXT)).isNotEmpty();
        assertThatThrownBy(() -> signer().clearSign(TEXT))
                .isInstanceOf(ForeignSignerException.class)
                .hasMessageContaining("signature type 0 where 1 belongs");
    }

    @Test
    void shouldRefuseSignatureWithWeakDigest() throws IOException {
        script(SCRIPT.replace("exec gpg", "GNUPGHOME=" + home + " exec gpg --digest-algo SHA1"));

        assertThatThrownBy(() -> signer().clearSign(TEXT))
                .isInstanceOf(ForeignSignerException.class)
                .hasMessageContaining("SHA-1");
    }

    private void newKey(String name, String algorithm) throws IOException {
        shell("gpg --batch --quiet --passphrase '' --quick-generate-key " + name + " " + algorithm + " sign never");
    }

    private void script(String text) throws IOException {
        Files.writeString(home.resolve("sign"), text);
    }

    private Signer signer() {
        var external = new Settings.ExternalSigner(
                List.of(home.resolve("sign").toString()), home.resolve("module.gpg"), Duration.ofSeconds(30));
        var signing = new Settings.Signing(home.resolve("none"), Optional.empty(), Optional.of(external));
        return new Signer(
                SigningIdentity.read(signing, Clock.systemUTC()).publisher().key(), Clock.systemUTC());
    }

    private String shell(String script) throws IOException {
        var builder = new ProcessBuilder("sh", "-c", script);
        builder.environment().put("GNUPGHOME", home.toString());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue()).as(script).isZero();
        return out;
    }
}
