package io.streammirror.simplestreams;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The name of a stream, such as {@code com.ubuntu.maas:stable:v3:download}.
 *
 * <p>Published products documents are named after it ({@code streams/v1/<content id>.sjson}), so it must be one plain path
 * segment.
 */
public record ContentId(@JsonValue String value) implements Comparable<ContentId> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:+~@-]{0,199}");

    @JsonCreator
    public ContentId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("content id '" + value
                    + "' cannot name a document: use up to 200 of letters, digits and _ . : + ~ @ -, no leading dot");
        }
    }

    @Override
    public int compareTo(ContentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
