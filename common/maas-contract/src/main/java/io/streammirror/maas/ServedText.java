package io.streammirror.maas;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import io.streammirror.openpgp.SignatureCount;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Gets the JSON out of a document the way MAAS 3.8 does, and notes what gpgv or MAAS would stumble over. */
final class ServedText {
    /** gpg 2.2 cuts, and gpgv rejects, clear-signed lines longer than this. */
    static final int MAX_LINE_BYTES = 19_995;

    private static final String BEGIN = "-----BEGIN PGP SIGNED MESSAGE-----\n";
    private static final String BEGIN_SIGNATURE = "\n-----BEGIN PGP SIGNATURE-----\n";
    private static final String END_SIGNATURE = "\n-----END PGP SIGNATURE-----\n";

    private final Findings findings;

    ServedText(Findings findings) {
        this.findings = findings;
    }

    /** The JSON object of the document, or null when MAAS would find none. */
    @Nullable
    ObjectNode json(byte[] document, boolean signed) {
        // Latin 1 keeps every byte, so that lengths are in bytes; only ASCII is looked for.
        String text = new String(document, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
        if (signed && SignatureCount.of(document) > 1) {
            findings.add(JsonPointer.empty(), Rule.ONE_SIGNATURE, "is signed by several keys");
        }
        return parse(signed ? signedPart(text) : text);
    }

    private String signedPart(String text) {
        int end = text.indexOf(BEGIN_SIGNATURE);
        int last = text.indexOf(END_SIGNATURE);
        if (!text.startsWith(BEGIN) || end < 0 || last < end) {
            findings.add(
                    JsonPointer.empty(),
                    Rule.ONE_SIGNED_BLOCK,
                    "must be one clear-signed block from first byte to last");
        } else if (last + END_SIGNATURE.length() < text.length()) {
            findings.add(
                    JsonPointer.empty(),
                    Rule.ONE_SIGNED_BLOCK,
                    Impact.onAll(Severity.CONFUSES),
                    "has text after the signed block, which nobody vouches for");
        }
        if (text.lastIndexOf(BEGIN) > 0 || text.lastIndexOf(BEGIN_SIGNATURE) != end) {
            findings.add(JsonPointer.empty(), Rule.ONE_SIGNED_BLOCK, "must hold no second block or signature");
        }
        String part = text.substring(0, end < 0 ? text.length() : end + 1);
        checkLines(part);
        return part.substring(Math.max(0, part.indexOf('{')));
    }

    private void checkLines(String text) {
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (line.length() > MAX_LINE_BYTES) {
                findings.add(
                        JsonPointer.empty(),
                        Rule.LINE_LENGTH,
                        "line " + number + " has " + line.length() + " bytes, more than " + MAX_LINE_BYTES);
            }
            if (line.startsWith("-") && number > 1) {
                findings.add(JsonPointer.empty(), Rule.NO_DASH_LINES, "line " + number + " starts with a dash");
            }
        }
    }

    private @Nullable ObjectNode parse(String text) {
        try {
            if (Json.parse(text.getBytes(StandardCharsets.ISO_8859_1)) instanceof ObjectNode object) {
                return object;
            }
            findings.add(JsonPointer.empty(), Rule.JSON_OBJECT, "must be a JSON object");
        } catch (JsonProcessingException e) {
            findings.add(JsonPointer.empty(), Rule.JSON_OBJECT, "is not JSON: " + e.getOriginalMessage());
        } catch (UncheckedIOException e) {
            findings.add(JsonPointer.empty(), Rule.JSON_OBJECT, "is not JSON: " + e.getMessage());
        }
        return null;
    }
}
