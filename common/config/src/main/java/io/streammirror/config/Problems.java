package io.streammirror.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong while the rest is still being read, so that an operator sees all of it at once. */
final class Problems {
    private final Set<String> unread;
    private final Map<String, List<String>> found = new LinkedHashMap<>();

    /**
     * @param unread keys whose values could not be read, which is known already
     */
    Problems(Set<String> unread) {
        this.unread = Set.copyOf(unread);
    }

    /** Whether the value of a key could not be read, so that rules about it say nothing. */
    boolean isUnread(String key) {
        return unread.contains(key);
    }

    void add(String key, String problem) {
        if (!isUnread(key)) {
            refuse(key, problem);
        }
    }

    /** Adds a key that must not be there, whatever its value. */
    void refuse(String key, String problem) {
        found.computeIfAbsent(key, unused -> new ArrayList<>()).add(key + ": " + problem);
    }

    /** Applies a rule that throws {@link IllegalArgumentException} with what is wrong. */
    void check(String key, Supplier<?> rule) {
        try {
            var unused = rule.get();
        } catch (IllegalArgumentException e) {
            @Nullable String message = e.getMessage();
            add(key, message == null ? "is not valid" : message);
        }
    }

    Set<String> keys() {
        return found.keySet();
    }

    List<String> found() {
        return found.values().stream().flatMap(List::stream).toList();
    }
}
