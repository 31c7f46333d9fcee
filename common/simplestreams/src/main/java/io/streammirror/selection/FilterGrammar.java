package io.streammirror.selection;

import io.streammirror.selection.python.PythonRegex;
import io.streammirror.selection.python.RegexException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The reference's grammar: blanks around the operator are dropped, those at the end belong to the value, nothing quotes. */
final class FilterGrammar {
    private static final Pattern FORM = Pattern.compile("(?dU)([\\w|\\-]+)[ ]*([!]?[=~])[ ]*(.*)[ ]*$");

    private FilterGrammar() {}

    static Filter parse(String expression) {
        Matcher matcher = FORM.matcher(expression);
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
        if (operator.endsWith("=")) {
            return new Filter.Equality(key, negated, value);
        }
        try {
            return new Filter.Search(key, negated, PythonRegex.compile(value));
        } catch (RegexException e) {
            throw new FilterRegexException(e);
        }
    }
}
