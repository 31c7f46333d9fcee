package io.streammirror.simplestreams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one level over those of the levels above it, each found when it is asked for.
 *
 * <p>It finds what {@link Flattening} has, without a copy of all fields for every item. It does not know the names of levels.
 *
 * @param level shared, so never change it
 */
record InheritedFields(@Nullable InheritedFields above, ObjectNode level) {
    static InheritedFields ofHeader(ObjectNode header) {
        return new InheritedFields(null, header);
    }

    InheritedFields with(ObjectNode below) {
        return new InheritedFields(this, below);
    }

    /** The text of the lowest level that has a scalar of this name; null when none has. */
    @Nullable
    String text(String field) {
        for (InheritedFields fields = this; fields != null; fields = fields.above) {
            JsonNode value = fields.level.get(field);
            String text = value == null ? null : PythonScalar.text(value);
            if (text != null) {
                return text;
            }
        }
        return null;
    }
}
