package io.streammirror.simplestreams;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Takes the smallest whole thing (item, version, product or index entry) around a bad place out of a document. */
final class RejectedPlace {
    /** The members that hold things by name, from the outside in. */
    private static final List<List<String>> HOLDERS =
            List.of(List.of("products", "versions", "items"), List.of("index"));

    private RejectedPlace() {}

    static void remove(ObjectNode document, JsonPointer bad) {
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
                remove(document, thing.head(), thing.last().getMatchingProperty());
                return;
            }
        }
        throw new DocumentException(bad.toString(), "has an unknown alias that everything below depends on");
    }

    private static void remove(ObjectNode document, JsonPointer holder, String name) {
        if (document.at(holder) instanceof ObjectNode things) {
            things.remove(name);
        }
    }
}
