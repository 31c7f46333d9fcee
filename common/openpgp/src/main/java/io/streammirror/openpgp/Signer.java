package io.streammirror.openpgp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/**
 * Makes the two kinds of signatures that SimpleStreams trees carry, one signature each: gpgv refuses a document with a second one
 * by a key it does not know.
 *
 * <p>Same key in memory, same bytes, same second: same signature.
 */
public final class Signer {
    /** gpg silently cuts, and gpgv rejects, clear-signed lines of about 19,995 bytes and more; this stays well below. */
    public static final int MAX_LINE_BYTES = 16_000;

    private final SignatureMaker key;
    private final Clock clock;

    public Signer(SignatureMaker key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /**
     * Signs a UTF-8 text in clear: one {@code Hash} header, dash escapes, LF line ends.
     *
     * @throws ForeignSignerException if an external signer gives no good signature
     * @throws UnsignableTextException if a verifier in the field would read back another text
     */
    public byte[] clearSign(byte[] utf8Text) {
        refuseUnsignable(utf8Text);
        MadeSignature signature = key.sign(TextLines.signedForm(utf8Text), SignatureKind.TEXT, clock.instant());
        var document = new ByteArrayOutputStream(utf8Text.length + 1024);
        document.writeBytes(ascii(ClearSignedDocument.BEGIN + "\nHash: " + signature.digest() + "\n\n"));
        var lines = new TextLines(utf8Text);
        while (lines.advance()) {
            if (lines.startsWith("-")) {
                document.writeBytes(ascii("- "));
            }
            lines.copyTo(document, 0);
            document.write('\n');
        }
        document.writeBytes(Armor.close(signature.packet()));
        return document.toByteArray();
    }

    private static void refuseUnsignable(byte[] utf8Text) {
        var lines = new TextLines(utf8Text);
        while (lines.advance()) {
            if (lines.length() > MAX_LINE_BYTES) {
                throw new UnsignableTextException(
                        lines.number(), "has " + lines.length() + " bytes; gpgv takes " + MAX_LINE_BYTES + " for sure");
            }
            if (lines.hasCarriageReturn()) {
                throw new UnsignableTextException(lines.number(), "has a carriage return inside");
            }
        }
    }

    /**
     * An ASCII-armored signature over exactly these bytes, for a file of its own.
     *
     * @throws ForeignSignerException if an external signer gives no good signature
     */
    public byte[] detachedSign(byte[] data) {
        return Armor.close(key.sign(data, SignatureKind.BINARY, clock.instant()).packet());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
