package io.streammirror.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.codec.Json;
import io.streammirror.openpgp.Signer;
import io.streammirror.simplestreams.ItemPath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.junit.jupiter.api.Test;

class LintSignaturesTest extends LintedSample {
    @Test
    void shouldCheckPlainIndexAsUnsignedButUsable() throws IOException {
        assertThat(run("lint", "--json", upstream.base() + "streams/v1/index.json"))
                .isZero();
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.path("rule").asText()).isEqualTo("unsigned");
            assertThat(finding.path("severity").asText()).isEqualTo("confuses");
        });
    }

    @Test
    void shouldFailAndSayThatNothingWasVerifiedWhenSignerIsUnknown() throws IOException {
        assertThat(run("lint", "--json", "--no-items", upstream.base().toString()))
                .isEqualTo(3);
        assertThat(findings()).hasSize(4).allSatisfy(finding -> {
            assertThat(finding.path("rule").asText()).isEqualTo("signature");
            assertThat(finding.path("message").asText()).contains("--keyring");
        });
    }

    @Test
    void shouldFailWhenSignerIsNotInGivenKeyring() throws IOException {
        Files.write(directory.resolve("key.gpg"), key().publicKeyring().binary());

        assertThat(lint("--no-items")).isEqualTo(3);
        assertThat(out.toString()).contains("Breaks the whole source:", "MAAS 3.4–3.8 cannot use this source");
    }

    @Test
    void shouldFailWhenKeyringIsArmored() throws IOException {
        Files.write(directory.resolve("key.gpg"), KEY.publicKeyring().armored());

        assertThat(lint("--no-items")).isEqualTo(3);
        assertThat(out.toString()).contains("keyring (MAAS 3.4–3.8)", "gpg --dearmor");
    }

    /** gpgv, and so MAAS, would take it only with a keyring of both. */
    @Test
    void shouldFailWhenSecondSignerIsNotInKeyring() throws IOException {
        byte[] plain = Json.pretty(GOOD.document(IMAGES));
        byte[] one = new Signer(KEY, Clock.systemUTC()).clearSign(plain);
        byte[] other = new Signer(key(), Clock.systemUTC()).clearSign(plain);
        int begin = new String(one, StandardCharsets.ISO_8859_1).indexOf("-----BEGIN PGP SIGNATURE");
        var both = new ByteArrayOutputStream();
        both.write(one, 0, begin);
        try (var armor = ArmoredOutputStream.builder().clearHeaders().build(both)) {
            armor.write(signature(one, begin));
            armor.write(signature(other, begin));
        }
        upstream.publish(GOOD.edit(THEN)
                .file(new ItemPath("streams/v1/" + IMAGES + ".sjson"), both.toByteArray())
                .build());

        assertThat(lint("--no-items")).isEqualTo(3);
        assertThat(out.toString()).contains("one-signature (MAAS 3.4–3.8)");
    }

    private static byte[] signature(byte[] document, int begin) throws IOException {
        return new ArmoredInputStream(new ByteArrayInputStream(document, begin, document.length - begin))
                .readAllBytes();
    }
}
