package io.streammirror.openpgp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;

/**
 * Makes the two kinds of signatures that SimpleStreams trees carry, one signature each: gpgv refuses a document with a second one
 * by a key it does not know.
 *
 * <p>Same key, same bytes, same second: same signature.
 */
public final class Signer {
    /** gpg silently cuts, and gpgv rejects, clear-signed lines of about 19,995 bytes and more; this stays well below. */
    public static final int MAX_LINE_BYTES = 16_000;

    private final SigningKey key;
    private final Clock clock;

    public Signer(SigningKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /**
     * Signs a UTF-8 text in clear: one {@code Hash} header, dash escapes, LF line ends.
     *
     * @throws UnsignableTextException if a verifier in the field would read back another text
     */
    public byte[] clearSign(byte[] utf8Text) {
        var document = new ByteArrayOutputStream(utf8Text.length + 1024);
        document.writeBytes(ascii(ClearSignedDocument.BEGIN + "\nHash: SHA512\n\n"));
        var lines = new TextLines(utf8Text);
        while (lines.advance()) {
            refuseUnsignable(lines);
            if (lines.startsWith("-")) {
                document.writeBytes(ascii("- "));
            }
            lines.copyTo(document, 0);
            document.write('\n');
        }
        byte[] signed = TextLines.signedForm(utf8Text);
        document.writeBytes(Armor.close(sign(signed, PGPSignature.CANONICAL_TEXT_DOCUMENT)));
        return document.toByteArray();
    }

    private static void refuseUnsignable(TextLines lines) {
        if (lines.length() > MAX_LINE_BYTES) {
            throw new UnsignableTextException(
                    lines.number(), "has " + lines.length() + " bytes; gpgv takes " + MAX_LINE_BYTES + " for sure");
        }
        if (lines.hasCarriageReturn()) {
            throw new UnsignableTextException(lines.number(), "has a carriage return inside");
        }
    }

    /** An ASCII-armored signature over exactly these bytes, for a file of its own. */
    public byte[] detachedSign(byte[] data) {
        return Armor.close(sign(data, PGPSignature.BINARY_DOCUMENT));
    }

    private byte[] sign(byte[] bytes, int type) {
        PGPPublicKey publicKey = key.signing().getPublicKey();
        try {
            var generator = new PGPSignatureGenerator(
                    new BcPGPContentSignerBuilder(publicKey.getAlgorithm(), HashAlgorithmTags.SHA512), publicKey);
            generator.init(type, key.signing().extractPrivateKey(null));
            var hashed = new PGPSignatureSubpacketGenerator();
            hashed.setSignatureCreationTime(false, Date.from(clock.instant()));
            hashed.setIssuerFingerprint(false, publicKey);
            generator.setHashedSubpackets(hashed.generate());
            generator.update(bytes);
            return generator.generate().getEncoded();
        } catch (PGPException e) {
            throw new IllegalStateException("cannot sign with the key " + key.fingerprint(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
