package io.streammirror.openpgp;

import io.streammirror.openpgp.SignatureRefusedException.Malformed;
import io.streammirror.openpgp.SignatureRefusedException.NotSigned;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A document of exactly one clear-signed block (RFC 9580, section 7), taken apart but not verified.
 *
 * <p>Stricter than gpg, which skips text before and after the block: a reader with another parser would take that text for
 * signed.
 */
@SuppressWarnings("ArrayRecordComponent") // a step between two methods; never compared
record ClearSignedDocument(byte[] body, byte[] signature) {
    static final String BEGIN = Armor.begin("SIGNED MESSAGE");
    static final String BEGIN_SIGNATURE = Armor.begin(Armor.SIGNATURE);
    private static final String END_SIGNATURE = Armor.end(Armor.SIGNATURE);
    private static final Pattern HASH_HEADER = Pattern.compile("Hash: [A-Za-z0-9-]+(, ?[A-Za-z0-9-]+)*");

    static ClearSignedDocument parse(byte[] document) {
        var lines = new TextLines(document);
        if (!lines.advance() || !lines.is(BEGIN)) {
            throw new NotSigned();
        }
        skipHeaders(lines);
        byte[] body = readBody(lines);
        int begin = lines.start();
        int end = endOfSignature(lines);
        while (lines.advance()) {
            if (lines.length() > 0) {
                throw new Malformed("line " + lines.number() + ": text after the signature");
            }
        }
        return new ClearSignedDocument(body, Arrays.copyOfRange(document, begin, end));
    }

    /** The digest named here is a hint; the signature itself says which one it uses. */
    private static void skipHeaders(TextLines lines) {
        while (lines.advance()) {
            if (lines.length() == 0) {
                return;
            }
            if (!HASH_HEADER.matcher(lines.toString()).matches()) {
                throw new Malformed("line " + lines.number() + ": only 'Hash' headers may stand above the text");
            }
        }
        throw new Malformed("the document ends inside its headers");
    }

    private static byte[] readBody(TextLines lines) {
        var body = new ByteArrayOutputStream();
        while (lines.advance()) {
            if (lines.is(BEGIN_SIGNATURE)) {
                return body.toByteArray();
            }
            boolean escaped = lines.startsWith("- ");
            if (!escaped && lines.startsWith("-")) {
                throw new Malformed("line " + lines.number() + ": starts with a dash that is not escaped");
            }
            if (lines.hasCarriageReturn()) {
                throw new Malformed("line " + lines.number() + ": carriage return inside the line");
            }
            lines.copyTo(body, escaped ? 2 : 0);
            body.write('\n');
        }
        throw new Malformed("the document ends before '" + BEGIN_SIGNATURE + "'");
    }

    private static int endOfSignature(TextLines lines) {
        while (lines.advance()) {
            if (lines.is(END_SIGNATURE)) {
                return lines.next();
            }
        }
        throw new Malformed("the document ends before '" + END_SIGNATURE + "'");
    }
}
