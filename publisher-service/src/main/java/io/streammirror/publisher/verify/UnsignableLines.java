package io.streammirror.publisher.verify;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.streammirror.codec.Json;
import io.streammirror.maas.Rule;
import io.streammirror.maas.Violation;
import io.streammirror.openpgp.Signer;
import io.streammirror.simplestreams.ItemPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds lines that are too long to be signed in clear, and the place in the document that makes them so.
 *
 * <p>A rendered document has one name or value in each line, indented by its depth.
 */
final class UnsignableLines {
    private final ItemPath document;
    private final List<Violation> violations = new ArrayList<>();

    private UnsignableLines(ItemPath document) {
        this.document = document;
    }

    /** One violation for each place; empty for a document that can be signed. */
    static List<Violation> in(ItemPath document, byte[] body) {
        if (longestLine(body) <= Signer.MAX_LINE_BYTES) {
            return List.of();
        }
        var lines = new UnsignableLines(document);
        try {
            lines.visit(Json.parse(body), JsonPointer.empty(), 0, 0);
        } catch (JsonProcessingException e) {
            lines.add(JsonPointer.empty(), longestLine(body));
        }
        if (lines.violations.isEmpty()) {
            lines.add(JsonPointer.empty(), longestLine(body));
        }
        return lines.violations;
    }

    private static int longestLine(byte[] body) {
        int longest = 0;
        int start = 0;
        for (int i = 0; i < body.length; i++) {
            if (body[i] == '\n') {
                longest = Math.max(longest, i - start);
                start = i + 1;
            }
        }
        return Math.max(longest, body.length - start);
    }

    /**
     * @param nameBytes of the member's name with quotes, colon and blank; 0 for an element of a list
     */
    private void visit(JsonNode node, JsonPointer place, int depth, int nameBytes) {
        if (node.isObject()) {
            line(place, depth, nameBytes, 1);
            node.properties()
                    .forEach(member -> visit(
                            member.getValue(),
                            place.appendProperty(member.getKey()),
                            depth + 1,
                            bytes(TextNode.valueOf(member.getKey())) + 2));
        } else if (node.isArray()) {
            line(place, depth, nameBytes, 1);
            for (int i = 0; i < node.size(); i++) {
                visit(node.get(i), place.appendIndex(i), depth + 1, 0);
            }
        } else {
            line(place, depth, nameBytes, bytes(node));
        }
    }

    private void line(JsonPointer place, int depth, int nameBytes, int valueBytes) {
        int comma = 1;
        int length = depth + nameBytes + valueBytes + comma;
        if (length > Signer.MAX_LINE_BYTES) {
            add(place, length);
        }
    }

    private void add(JsonPointer place, int length) {
        violations.add(new Violation(
                document.value(),
                place.toString(),
                Rule.LINE_LENGTH,
                "needs a line of " + length + " bytes, and a signed document has lines of at most "
                        + Signer.MAX_LINE_BYTES));
    }

    private static int bytes(JsonNode value) {
        return Json.compact(value).getBytes(StandardCharsets.UTF_8).length;
    }
}
