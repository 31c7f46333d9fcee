package io.streammirror.maas;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import io.streammirror.openpgp.SignatureCount;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Gets the JSON out of a document the ways MAAS does, and notes what gpgv or MAAS would stumble over. */
final class ServedText {
    /** gpg 2.2 cuts, and gpgv rejects, clear-signed lines longer than this. */
    static final int MAX_LINE_BYTES = 19_995;

    private static final JsonPointer ROOT = JsonPointer.empty();
    private static final String BEGIN = "-----BEGIN PGP SIGNED MESSAGE-----\n";
    private static final String BEGIN_SIGNATURE = "\n-----BEGIN PGP SIGNATURE-----\n";
    private static final String END_SIGNATURE = "\n-----END PGP SIGNATURE-----\n";

    private final Findings findings;

    ServedText(Findings findings) {
        this.findings = findings;
    }

    /**
     * A document that was read.
     *
     * @param signed whether the document begins as a clear-signed one
     * @param root null when neither reader finds a JSON object
     */
    record Read(boolean signed, @Nullable ObjectNode root) {}

    /**
     * Reads a document.
     *
     * @param signed whether its index is signed, so that it must be as well
     */
    Read read(byte[] document, boolean signed) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString()
                    .replace("\r\n", "\n");
        } catch (CharacterCodingException e) {
            findings.add(ROOT, Rule.JSON_OBJECT, "is not in UTF-8");
            return new Read(signed, null);
        }
        boolean begins = text.startsWith(BEGIN);
        if (!signed) {
            return new Read(begins, begins ? ofSignedWhereUnsignedBelongs(text) : both(text, text));
        }
        if (SignatureCount.of(document) > 1) {
            findings.add(ROOT, Rule.ONE_SIGNATURE, "is signed by several keys: MAAS must know all of them");
        }
        checkFrame(text);
        checkLines(text);
        String body = begins ? SignedText.asLibrary(text) : text;
        return new Read(begins, both(body, begins ? SignedText.asNewest(text) : text));
    }

    /** MAAS 3.8 opens such a document without looking at the signature, the older releases do not. */
    private @Nullable ObjectNode ofSignedWhereUnsignedBelongs(String text) {
        return one(SignedText.asNewest(text), Impact.onNewest(Severity.BREAKS_SOURCE));
    }

    private void checkFrame(String text) {
        int end = text.indexOf(BEGIN_SIGNATURE);
        int last = text.indexOf(END_SIGNATURE);
        if (!text.startsWith(BEGIN) || end < 0 || last < end) {
            findings.add(ROOT, Rule.ONE_SIGNED_BLOCK, "must be one clear-signed block from first byte to last");
        } else if (last + END_SIGNATURE.length() < text.length()) {
            findings.add(
                    ROOT,
                    Rule.ONE_SIGNED_BLOCK,
                    Impact.REMARK,
                    "has text after the signed block, which is not covered by the signature");
        }
        if (text.lastIndexOf(BEGIN) > 0 || text.lastIndexOf(BEGIN_SIGNATURE) != end) {
            findings.add(ROOT, Rule.ONE_SIGNED_BLOCK, "must hold no second block or signature");
        }
    }

    private void checkLines(String text) {
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            int bytes = line.length() > MAX_LINE_BYTES / 4 ? line.getBytes(StandardCharsets.UTF_8).length : 0;
            if (bytes > MAX_LINE_BYTES) {
                findings.add(
                        ROOT,
                        Rule.LINE_LENGTH,
                        "line " + number + " has " + bytes + " bytes, more than " + MAX_LINE_BYTES);
            }
        }
    }

    private @Nullable ObjectNode both(String library, String newest) {
        if (library.strip().equals(newest.strip())) {
            return one(library, Impact.onAll(Severity.BREAKS_SOURCE));
        }
        ObjectNode ofLibrary = one(library, Impact.onLibrary(Severity.BREAKS_SOURCE));
        if (ofLibrary != null && library.lines().anyMatch(line -> line.startsWith("-"))) {
            ObjectNode ofNewest = new ServedText(new Findings("")).one(newest, Impact.REMARK);
            if (ofNewest == null) {
                findings.add(ROOT, Rule.NO_DASH_LINES, "has a line that begins with a dash, which is escaped");
            }
            return ofLibrary;
        }
        ObjectNode ofNewest = one(newest, Impact.onNewest(Severity.BREAKS_SOURCE));
        return ofNewest == null ? ofLibrary : ofNewest;
    }

    private @Nullable ObjectNode one(String text, Impact impact) {
        if (text.stripLeading().startsWith("\ufeff")) {
            findings.add(ROOT, Rule.JSON_OBJECT, impact, "begins with a byte order mark");
            return null;
        }
        try {
            JsonNode json = parse(text);
            if (json instanceof ObjectNode object) {
                return object;
            }
            findings.add(ROOT, Rule.JSON_OBJECT, impact, "must be a JSON object");
        } catch (JsonProcessingException e) {
            findings.add(ROOT, Rule.JSON_OBJECT, impact, "is not JSON: " + e.getOriginalMessage());
        }
        return null;
    }

    /** Duplicate keys and {@code NaN} are a remark: Python reads them, other readers do not. */
    private JsonNode parse(String text) throws JsonProcessingException {
        try {
            return Json.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException strict) {
            JsonNode json = PythonJson.parse(text);
            findings.add(ROOT, Rule.JSON_OBJECT, Impact.REMARK, "is loose JSON: " + strict.getOriginalMessage());
            return json;
        } catch (UncheckedIOException e) {
            return PythonJson.parse(text);
        }
    }
}
