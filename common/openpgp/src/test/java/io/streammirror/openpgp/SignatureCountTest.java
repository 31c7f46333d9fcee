package io.streammirror.openpgp;

import static io.streammirror.openpgp.TestKeys.ALICE;
import static io.streammirror.openpgp.TestKeys.BOB;
import static io.streammirror.openpgp.TestKeys.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SignatureCountTest {
    private static final byte[] TEXT = "{}\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] BY_ALICE = new Signer(ALICE, CLOCK).clearSign(TEXT);

    @Test
    void shouldCountOneSignature() {
        assertThat(SignatureCount.of(BY_ALICE)).isOne();
    }

    @Test
    void shouldCountSeveralSignaturesInOneBlock() throws IOException {
        var signatures = new ByteArrayOutputStream();
        signatures.writeBytes(packets(BY_ALICE));
        signatures.writeBytes(packets(new Signer(BOB, CLOCK).clearSign(TEXT)));
        var document = new ByteArrayOutputStream();
        document.write(BY_ALICE, 0, beginOfSignature(BY_ALICE));
        document.writeBytes(Armor.close(signatures.toByteArray()));

        assertThat(SignatureCount.of(document.toByteArray())).isEqualTo(2);
    }

    @Test
    void shouldCountNoneWhenNotSigned() {
        assertThat(SignatureCount.of(TEXT)).isZero();
        assertThat(SignatureCount.of("-----BEGIN PGP SIGNATURE-----\nAAAA\n".getBytes(StandardCharsets.UTF_8)))
                .isZero();
    }

    private static byte[] packets(byte[] document) throws IOException {
        int begin = beginOfSignature(document);
        return Armor.open(Arrays.copyOfRange(document, begin, document.length), Armor.SIGNATURE);
    }

    private static int beginOfSignature(byte[] document) {
        return new String(document, StandardCharsets.ISO_8859_1).indexOf(ClearSignedDocument.BEGIN_SIGNATURE);
    }
}
