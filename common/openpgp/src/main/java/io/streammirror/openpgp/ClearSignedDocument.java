package io.streammirror.openpgp;

import io.streammirror.openpgp.SignatureRefusedException.Malformed;
import io.streammirror.openpgp.SignatureRefusedException.NotSigned;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A document of exactly one clear-signed block (RFC 9580, section 7), taken apart but not verified.
 *
 * <p>Stricter than gpg, which skips text before and after the block: a reader with another parser would take that text for
 * signed.
 */
@SuppressWarnings("ArrayRecordComponent") // a step between two methods; never compared
record ClearSignedDocument(byte[] body, byte[] signature, List<String> hashes) {
    static final String BEGIN = Armor.begin("SIGNED MESSAGE");
    static final String BEGIN_SIGNATURE = Armor.begin(Armor.SIGNATURE);
    private static final String END_SIGNATURE = Armor.end(Armor.SIGNATURE);
    private static final Pattern HASH_HEADER = Pattern.compile("Hash: [A-Za-z0-9-]+(, ?[A-Za-z0-9-]+)*");

    /** Refuses whatever two readers might understand differently. */
    static ClearSignedDocument parse(byte[] document) {
        return parse(document, problem -> {
            throw new Malformed(problem);
        });
    }

    /**
     * Takes a document apart.
     *
     * @param onLaxness is called for what gpg tolerates and this project does not
     */
    static ClearSignedDocument parse(byte[] document, Consumer<String> onLaxness) {
        var lines = new TextLines(document);
        if (!lines.advance() || !lines.is(BEGIN)) {
            throw new NotSigned();
        }
        List<String> hashes = readHeaders(lines);
        byte[] body = readBody(lines, onLaxness);
        int begin = lines.start();
        int end = endOfSignature(lines);
        while (lines.advance()) {
            if (lines.is(BEGIN)) {
                throw new Malformed(
                        "line " + lines.number() + ": text after the signature, which is a second signed block");
            }
            if (lines.length() > 0) {
                onLaxness.accept("line " + lines.number() + ": text after the signature");
                break;
            }
        }
        return new ClearSignedDocument(body, Arrays.copyOfRange(document, begin, end), hashes);
    }

    /** The digests named here are a hint; the signature itself says which one it uses. */
    private static List<String> readHeaders(TextLines lines) {
        var hashes = new ArrayList<String>();
        while (lines.advance()) {
            if (lines.length() == 0) {
                return List.copyOf(hashes);
            }
            if (!HASH_HEADER.matcher(lines.toString()).matches()) {
                throw new Malformed("line " + lines.number() + ": only 'Hash' headers may stand above the text");
            }
            hashes.addAll(List.of(lines.toString().substring("Hash: ".length()).split(", ?")));
        }
        throw new Malformed("the document ends inside its headers");
    }

    private static byte[] readBody(TextLines lines, Consumer<String> onLaxness) {
        var body = new ByteArrayOutputStream();
        while (lines.advance()) {
            if (lines.is(BEGIN_SIGNATURE)) {
                return body.toByteArray();
            }
            if (lines.startsWith("-----BEGIN PGP ")) {
                throw new Malformed("line " + lines.number() + ": a block inside the block");
            }
            boolean escaped = lines.startsWith("- ");
            if (!escaped && lines.startsWith("-")) {
                onLaxness.accept("line " + lines.number() + ": starts with a dash that is not escaped");
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
