package io.streammirror.selection;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One condition on an item in sstream-mirror's language: {@code arch=amd64}, {@code label!=daily}, {@code release~(jammy|noble)}.
 *
 * <p>It sees the flattened fields of the item, all of them text; a missing field reads as the empty text, as in the reference.
 */
public sealed interface Filter {
    /** The reference's grammar, letter by letter: blanks around the operator are dropped, those at the end belong to the value. */
    Pattern GRAMMAR = Pattern.compile("(?dU)([\\w|\\-]+)[ ]*([!]?[=~])[ ]*(.*)[ ]*$");

    String key();

    /** Whether an item with these flattened fields passes. */
    boolean accepts(Map<String, String> fields);

    /** Equal, or not, to the whole value, upper and lower case told apart. */
    record Equality(String key, boolean negated, String value) implements Filter {
        @Override
        public boolean accepts(Map<String, String> fields) {
            return fields.getOrDefault(key, "").equals(value) != negated;
        }

        @Override
        public String toString() {
            return key + (negated ? "!=" : "=") + value;
        }
    }

    /** Found, or not, anywhere in the value. */
    record Search(String key, boolean negated, PythonRegex regex) implements Filter {
        @Override
        public boolean accepts(Map<String, String> fields) {
            return regex.isFoundIn(fields.getOrDefault(key, "")) != negated;
        }

        @Override
        public String toString() {
            return key + (negated ? "!~" : "~") + regex;
        }
    }

    /** Reads one filter; throws a {@link FilterException} that tells the operator what to write. */
    static Filter parse(String expression) {
        Matcher matcher = GRAMMAR.matcher(expression);
        if (!matcher.lookingAt()) {
            throw new FilterSyntaxException(
                    expression,
                    "has no key and operator at its start",
                    "write key=value, key!=value, key~regex or key!~regex, the key of letters, digits, _ - |");
        }
        String key = matcher.group(1);
        String operator = matcher.group(2);
        String value = matcher.group(3);
        boolean negated = operator.startsWith("!");
        return operator.endsWith("=")
                ? new Equality(key, negated, value)
                : new Search(key, negated, PythonRegex.compile(value));
    }
}
