package io.streammirror.selection.python;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression in Python's syntax, searched as {@code re.search} does: anywhere, with Unicode's letters and digits.
 *
 * <p>Matching is bounded, so that an expression that backtracks without end fails instead of stopping the mirror.
 */
public final class PythonRegex {
    /** Real filters have some dozen characters; a bound on the length bounds the depth of the compiler's recursion. */
    static final int MAX_LENGTH = 1_000;

    /** A sound expression takes a few steps per character of a value, and values have some hundred characters. */
    static final long MAX_STEPS = 2_000_000;

    private final String source;
    private final Pattern pattern;

    private PythonRegex(String source, Pattern pattern) {
        this.source = source;
        this.pattern = pattern;
    }

    public static PythonRegex compile(String source) {
        if (source.length() > MAX_LENGTH) {
            throw new RegexRefusedException(
                    source.substring(0, 50) + "…",
                    "is longer than " + MAX_LENGTH + " characters",
                    "split it into several selections");
        }
        try {
            String translated = new PythonRegexTranslator(source).translate();
            int flags = Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNIX_LINES;
            return new PythonRegex(source, Pattern.compile(translated, flags));
        } catch (PatternSyntaxException e) {
            throw new RegexRefusedException(
                    source, "is not valid: " + e.getDescription(), "write it as Python's re module takes it");
        }
    }

    /** Whether it is found anywhere in a value, as {@code re.search} does; throws a {@link RegexException} if it runs away. */
    public boolean isFoundIn(String value) {
        return bounded(value, Matcher::find);
    }

    /** Whether it matches a value whole, as {@code re.fullmatch} does; throws a {@link RegexException} if it runs away. */
    public boolean matches(String value) {
        return bounded(value, Matcher::matches);
    }

    private boolean bounded(String value, Predicate<Matcher> search) {
        try {
            return search.test(pattern.matcher(new CountedText(value, new StepBudget(MAX_STEPS))));
        } catch (StepBudget.Exhausted | StackOverflowError runaway) {
            throw new RegexTooCostlyException(source, value.length());
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PythonRegex regex && regex.source.equals(source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return source;
    }
}
