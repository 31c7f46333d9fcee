package io.streammirror.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong while the rest is still being read, so that an operator sees all of it at once. */
final class Problems {
    private final List<String> found = new ArrayList<>();

    void add(String key, String problem) {
        found.add(key + ": " + problem);
    }

    /** Converts a value, or notes why it cannot be and gives the stand-in, which is never used: the start stops. */
    <T> T convert(String key, String text, Function<String, T> converter, T standIn) {
        try {
            return converter.apply(text);
        } catch (IllegalArgumentException e) {
            add(key, messageOf(e));
            return standIn;
        }
    }

    /** Converts each value of a list, and leaves out those that cannot be, with a note. */
    <T> List<T> convertAll(String key, List<String> texts, Function<String, T> converter) {
        var converted = new ArrayList<T>();
        for (String text : texts) {
            try {
                converted.add(converter.apply(text));
            } catch (IllegalArgumentException e) {
                add(key, messageOf(e));
            }
        }
        return converted;
    }

    private static String messageOf(IllegalArgumentException e) {
        @Nullable String message = e.getMessage();
        return message == null ? "is not valid" : message;
    }

    List<String> found() {
        return List.copyOf(found);
    }
}
