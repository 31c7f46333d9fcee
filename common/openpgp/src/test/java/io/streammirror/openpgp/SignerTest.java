package io.streammirror.openpgp;

import static io.streammirror.openpgp.TestKeys.ALICE;
import static io.streammirror.openpgp.TestKeys.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SignerTest {
    private final Signer signer = new Signer(ALICE, CLOCK);
    private final SignatureVerifier verifier = new SignatureVerifier(ALICE.publicKeyring(), Set.of(), Set.of(), CLOCK);

    /** The reference's parser swallows exactly one header line; MAAS takes the JSON from the first brace to the signature. */
    @Test
    void shouldWriteFormThatAllReadersUnderstand() {
        String document = text(signer.clearSign(utf8("{\n \"a\": 1\n}\n")));

        assertThat(document)
                .startsWith("""
                        -----BEGIN PGP SIGNED MESSAGE-----
                        Hash: SHA512

                        {
                         "a": 1
                        }
                        -----BEGIN PGP SIGNATURE-----

                        """)
                .endsWith("\n-----END PGP SIGNATURE-----\n")
                .doesNotContain("\r");
    }

    @Test
    void shouldWriteSameDocumentForSameTextAndTime() {
        assertThat(signer.clearSign(utf8("text\n"))).isEqualTo(signer.clearSign(utf8("text\n")));
    }

    @Test
    void shouldEscapeDashes() {
        byte[] document = signer.clearSign(utf8("- a\n-----BEGIN PGP SIGNATURE-----\nb-\n"));

        assertThat(text(document)).contains("\n- - a\n- -----BEGIN PGP SIGNATURE-----\nb-\n");
        assertThat(text(verifier.verifyClearSigned(document).body()))
                .isEqualTo("- a\n-----BEGIN PGP SIGNATURE-----\nb-\n");
    }

    @Test
    void shouldRefuseLineThatGpgWouldCut() {
        byte[] longest = utf8("x\n" + "y".repeat(Signer.MAX_LINE_BYTES) + "\n");
        byte[] tooLong = utf8("x\n" + "y".repeat(Signer.MAX_LINE_BYTES + 1) + "\n");

        assertThat(verifier.verifyClearSigned(signer.clearSign(longest)).body()).isEqualTo(longest);
        assertThatThrownBy(() -> signer.clearSign(tooLong))
                .isInstanceOf(UnsignableTextException.class)
                .hasMessageContaining("line 2 of the text to sign has 16001 bytes");
    }

    @Test
    void shouldRefuseCarriageReturnInsideLine() {
        assertThatThrownBy(() -> signer.clearSign(utf8("a\rb\n")))
                .isInstanceOf(UnsignableTextException.class)
                .hasMessageContaining("line 1");
    }

    @Property(tries = 200)
    void shouldReadBackWhatWasSigned(
            @ForAll @Size(min = 1, max = 6) List<@CharRange(from = ' ', to = '\u00ff') String> lines) {
        String text =
                String.join("\n", lines.stream().map(String::stripTrailing).toList()) + "\n";

        assertThat(text(verifier.verifyClearSigned(signer.clearSign(utf8(text))).body()))
                .isEqualTo(text);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
