package io.streammirror.selection.python;

import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rewrites one backslash escape; those that mean something in Java alone are refused, as Python refuses them. */
final class PythonEscape {
    private static final Pattern OCTAL = Pattern.compile("\\\\(0[0-7]{0,2}|[0-3][0-7]{2})");
    private static final Pattern OCTAL_IN_CLASS = Pattern.compile("\\\\([0-3]?[0-7]{1,2})");
    private static final Pattern REFERENCE = Pattern.compile("\\\\([1-9][0-9]?)");
    private static final Pattern CODE =
            Pattern.compile("\\\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U(00[01][0-9a-fA-F]{5}))");

    private final String source;
    private final int at;
    private final IntPredicate isClosedGroup;

    /**
     * @param isClosedGroup whether a group of this number has ended before the escape, so that it can be referred to
     */
    PythonEscape(String source, int at, IntPredicate isClosedGroup) {
        this.source = source;
        this.at = at;
        this.isClosedGroup = isClosedGroup;
    }

    /** Whether the escape stands for a whole class of characters, which cannot be the end of a range. */
    static boolean isClass(String source, int at) {
        return source.startsWith("\\", at) && at + 1 < source.length() && "dDsSwW".indexOf(source.charAt(at + 1)) >= 0;
    }

    /** Whether it stands for a place between characters, which cannot be repeated. */
    static boolean isPlace(String source, int at) {
        return source.startsWith("\\", at) && at + 1 < source.length() && "AbBZ".indexOf(source.charAt(at + 1)) >= 0;
    }

    /** Appends the translation and returns the index after the escape. */
    int translate(StringBuilder out, boolean inClass) {
        if (at + 1 >= source.length()) {
            throw new RegexRefusedException(source, "ends in a backslash", "write \\\\ for a backslash");
        }
        Matcher octal = here(inClass ? OCTAL_IN_CLASS : OCTAL);
        if (octal.lookingAt()) {
            code(out, Integer.parseInt(octal.group(1), 8));
            return octal.end();
        }
        Matcher reference = here(REFERENCE);
        if (!inClass && reference.lookingAt()) {
            if (!isClosedGroup.test(Integer.parseInt(reference.group(1)))) {
                throw new RegexRefusedException(
                        source,
                        "refers to group " + reference.group(1) + ", which has not ended before, or is not there",
                        "count the groups, or write the digits in brackets");
            }
            out.append("(?:\\").append(reference.group(1)).append(')');
            return reference.end();
        }
        Matcher code = here(CODE);
        if (code.lookingAt()) {
            code(out, Integer.parseInt(code.group().substring(2), 16));
            return code.end();
        }
        out.append(single(source.charAt(at + 1), inClass));
        return at + 2;
    }

    private String single(char c, boolean inClass) {
        if (c > 0x7f) {
            return String.valueOf(c);
        }
        String own = inClass ? inClass(c) : outOfClass(c);
        if (!own.isEmpty()) {
            return own;
        }
        if (!Character.isLetterOrDigit(c) || "adDfnrt".indexOf(c) >= 0) {
            return "\\" + c;
        }
        throw new RegexRefusedException(
                source, "has an escape \\" + c + " that Python does not know here", "write the character itself");
    }

    private static String inClass(char c) {
        return switch (c) {
            case 'w' -> PythonWord.WORD;
            case 'W' -> "[^" + PythonWord.WORD + "]";
            case 's' -> PythonWord.BLANK;
            case 'S' -> "[^" + PythonWord.BLANK + "]";
            case 'v' -> "\\x0B";
            case 'b' -> "\\x08";
            default -> "";
        };
    }

    private static String outOfClass(char c) {
        return switch (c) {
            case 'w' -> "[" + PythonWord.WORD + "]";
            case 'W' -> "[^" + PythonWord.WORD + "]";
            case 's' -> "[" + PythonWord.BLANK + "]";
            case 'S' -> "[^" + PythonWord.BLANK + "]";
            case 'v' -> "\\x0B";
            case 'b' -> PythonWord.BOUNDARY;
            case 'B' -> PythonWord.NO_BOUNDARY;
            case 'A' -> "\\A";
            case 'Z' -> "\\z";
            default -> "";
        };
    }

    private static void code(StringBuilder out, int codePoint) {
        out.append("\\x{").append(Integer.toHexString(codePoint)).append('}');
    }

    private Matcher here(Pattern pattern) {
        return pattern.matcher(source).region(at, source.length());
    }
}
