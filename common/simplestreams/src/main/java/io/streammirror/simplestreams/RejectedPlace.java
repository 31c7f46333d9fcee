package io.streammirror.simplestreams;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Takes the smallest whole thing around a bad place out of a document: an item, a version, a product or an index entry. */
final class RejectedPlace {
    /** The members that hold things by name, from the outside in. */
    private static final List<List<String>> HOLDERS =
            List.of(List.of("products", "versions", "items"), List.of("index"));

    private RejectedPlace() {}

    /**
     * Takes it out.
     *
     * @param reason what is wrong, should it be wrong of the whole document
     * @throws DocumentException when the place belongs to no smaller thing than the document
     */
    static void remove(ObjectNode document, JsonPointer bad, String reason) {
        for (List<String> holders : HOLDERS) {
            JsonPointer thing = JsonPointer.empty();
            JsonPointer rest = bad;
            for (String holder : holders) {
                if (!rest.matchesProperty(holder) || rest.tail().matches()) {
                    break;
                }
                thing = thing.appendProperty(holder).appendProperty(rest.tail().getMatchingProperty());
                rest = rest.tail().tail();
            }
            if (!thing.matches()) {
                drop(document, thing.head(), thing.last().getMatchingProperty());
                return;
            }
        }
        throw new DocumentException(bad.toString(), reason);
    }

    private static void drop(ObjectNode document, JsonPointer holder, String name) {
        if (document.at(holder) instanceof ObjectNode things) {
            things.remove(name);
        }
    }
}
