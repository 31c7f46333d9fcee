package io.streammirror.mirror;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The operator's name for a mirror; part of object keys and event keys, hence the narrow alphabet. */
public record MirrorName(@JsonValue String value) implements Comparable<MirrorName> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    @JsonCreator
    public MirrorName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "mirror name '" + value + "': use 1 to 63 of a-z, 0-9 and '-', starting with a letter or digit");
        }
    }

    @Override
    public int compareTo(MirrorName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
