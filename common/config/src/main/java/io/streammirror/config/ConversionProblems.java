package io.streammirror.config;

import io.smallrye.config.ConfigValidationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Problems that SmallRye Config found, in our words. Its own messages name internals and repeat values, of which one
 * may be a password.
 */
final class ConversionProblems {
    private static final Pattern CONVERSION = Pattern.compile(
            ".*SRCFG00039: The config property (.+?) with the config value \".*\" threw an Exception whilst being"
                    + " converted (.*)",
            Pattern.DOTALL);

    private static final Pattern UNKNOWN =
            Pattern.compile(".*SRCFG00050: (\\S+) (?:in \\S+ )?does not map to any root.*", Pattern.DOTALL);

    /** An element of a list of values; the message names the value. */
    private static final Pattern LAST_ELEMENT = Pattern.compile("\\[\\d+]$");

    private final Map<String, String> byKey = new LinkedHashMap<>();
    private final List<String> others = new ArrayList<>();

    ConversionProblems(ConfigValidationException e) {
        for (int i = 0; i < e.getProblemCount(); i++) {
            add(String.valueOf(e.getProblem(i).getMessage()));
        }
    }

    private void add(String message) {
        Matcher conversion = CONVERSION.matcher(message);
        Matcher unknown = UNKNOWN.matcher(message);
        if (conversion.matches()) {
            String key = LAST_ELEMENT.matcher(conversion.group(1)).replaceAll("");
            byKey.putIfAbsent(key, key + ": " + conversion.group(2));
        } else if (unknown.matches()) {
            String key = unknown.group(1);
            byKey.putIfAbsent(
                    key,
                    key + ": is not a key of the configuration"
                            + KnownKeys.nearest(key)
                                    .map(near -> "; is '" + near + "' meant?")
                                    .orElse(""));
        } else {
            others.add(message);
        }
    }

    /** The keys that are unknown, or whose values could not be read. */
    Set<String> keys() {
        return byKey.keySet();
    }

    /** All problems, except those of the known keys. */
    List<String> messagesBeside(Set<String> known) {
        var messages = new ArrayList<String>();
        byKey.forEach((key, message) -> {
            if (!known.contains(key)) {
                messages.add(message);
            }
        });
        messages.addAll(others);
        return messages;
    }
}
