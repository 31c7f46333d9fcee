package io.streammirror.maas;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The members of a field that are objects; whatever else stands there is another rule's matter. */
final class Members {
    private Members() {}

    static Map<String, ObjectNode> of(ObjectNode object, String field) {
        var members = new LinkedHashMap<String, ObjectNode>();
        object.path(field).properties().forEach(member -> {
            if (member.getValue() instanceof ObjectNode value) {
                members.put(member.getKey(), value);
            }
        });
        return members;
    }
}
