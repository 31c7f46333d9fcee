package io.streammirror.maas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code datatype} of a stream. One value that MAAS 3.8 does not know, in an entry or in a document, makes it refuse the whole source, so
 * such a stream must stay out of the index.
 */
public final class StreamDatatype {
    private static final Set<String> KNOWN = Set.of("image-ids", "image-downloads");

    private StreamDatatype() {}

    /**
     * What is wrong with the stream; empty when MAAS takes it.
     *
     * @param entry the fields of its index entry, which may lack a datatype
     * @param header the fields of its document, which must have one
     */
    public static Optional<String> problem(ObjectNode entry, ObjectNode header) {
        if (!isKnown(header.path("datatype"))) {
            return Optional.of("datatype of its document" + found(header.path("datatype")));
        }
        return entry.has("datatype") && !isKnown(entry.path("datatype"))
                ? Optional.of("datatype of its index entry" + found(entry.path("datatype")))
                : Optional.empty();
    }

    private static boolean isKnown(JsonNode datatype) {
        return datatype.isTextual() && KNOWN.contains(datatype.textValue());
    }

    private static String found(JsonNode datatype) {
        String text = datatype.isMissingNode() ? "missing" : datatype.toString();
        String shown = text.length() > 100 ? text.substring(0, 100) + "…" : text;
        return " is " + shown + ", and MAAS 3.8 refuses a source unless it is image-ids or image-downloads";
    }
}
