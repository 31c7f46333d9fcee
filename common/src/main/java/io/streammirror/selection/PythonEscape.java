package io.streammirror.selection;

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

    PythonEscape(String source, int at) {
        this.source = source;
        this.at = at;
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
        if (c == 'v') {
            return "\\x0B";
        }
        if (c == 'b' && inClass) {
            return "\\x08";
        }
        if (c == 'Z' && !inClass) {
            return "\\z";
        }
        if (!Character.isLetterOrDigit(c) || "adDfnrsStwW".indexOf(c) >= 0 || (!inClass && "AbB".indexOf(c) >= 0)) {
            return "\\" + c;
        }
        throw new RegexRefusedException(
                source, "has an escape \\" + c + " that Python does not know here", "write the character itself");
    }

    private static void code(StringBuilder out, int codePoint) {
        out.append("\\x{").append(Integer.toHexString(codePoint)).append('}');
    }

    private Matcher here(Pattern pattern) {
        return pattern.matcher(source).region(at, source.length());
    }
}
