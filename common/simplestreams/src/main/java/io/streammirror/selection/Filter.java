package io.streammirror.selection;

import io.streammirror.selection.python.PythonRegex;
import io.streammirror.selection.python.RegexException;
import java.util.Map;

/**
 * One condition on an item in sstream-mirror's language: {@code arch=amd64}, {@code label!=daily}, {@code release~(jammy|noble)}.
 *
 * <p>It sees the flattened fields of the item, all of them text; a missing field reads as the empty text, as in the reference.
 */
public sealed interface Filter {
    String key();

    /** Whether an item with these flattened fields passes. */
    boolean accepts(Map<String, String> fields);

    /** Equal, or not, to the whole value; upper and lower case differ. */
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
            try {
                return regex.isFoundIn(fields.getOrDefault(key, "")) != negated;
            } catch (RegexException e) {
                throw new FilterRegexException(e);
            }
        }

        @Override
        public String toString() {
            return key + (negated ? "!~" : "~") + regex;
        }
    }

    /** Reads one filter; throws a {@link FilterException} that says what to write. */
    static Filter parse(String expression) {
        return FilterGrammar.parse(expression);
    }
}
