package io.streammirror.selection;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rewrites a regular expression of Python's {@code re} for Java, or refuses what Java cannot express. */
final class PythonRegexTranslator {
    /** Loops over nothing look at no character and so escape the step budget; their number is bounded here instead. */
    static final long MAX_REPETITIONS = 100_000;

    private static final Pattern QUANTIFIER = Pattern.compile("\\{(\\d*)(,(\\d*))?\\}");
    private static final Pattern NAMED_GROUP = Pattern.compile("\\(\\?P<([^\\W\\d]\\w*)>");
    private static final Pattern NAMED_REFERENCE = Pattern.compile("\\(\\?P=(\\w+)\\)");
    private static final Pattern FLAGS = Pattern.compile("\\(\\?([a-zA-Z]*)(-[a-zA-Z]+)?([:)])");
    private static final Pattern ONLY_FLAGS = Pattern.compile("(\\(\\?[imsu]*\\))*");
    private static final Pattern PLAIN_EXTENSION = Pattern.compile("\\(\\?(?:[:=!>]|<[=!])");

    private final String source;
    private final StringBuilder out = new StringBuilder();
    private final Map<String, String> groups = new LinkedHashMap<>();
    private int at;
    private long repetitions = 1;

    PythonRegexTranslator(String source) {
        this.source = source;
    }

    String translate() {
        while (at < source.length()) {
            switch (source.charAt(at)) {
                case '\\' -> at = new PythonEscape(source, at).translate(out, false);
                case '[' -> at = new PythonCharacterClass(source, at).translate(out);
                case '(' -> group();
                case '{' -> quantifier();
                case '}' -> literal("\\}");
                default -> literal(source.substring(at, at + 1));
            }
        }
        return out.toString();
    }

    private void literal(String translated) {
        out.append(translated);
        at++;
    }

    /** Braces that hold no counts are plain characters in Python and an error in Java. */
    private void quantifier() {
        Matcher counts = here(QUANTIFIER);
        if (!counts.lookingAt() || counts.group().equals("{}")) {
            literal("\\{");
            return;
        }
        String least = counts.group(1).isEmpty() ? "0" : counts.group(1);
        String most = counts.group(3);
        repetitions = saturatedProduct(repetitions, least, most);
        if (repetitions > MAX_REPETITIONS) {
            throw refused("repeats too often", "use smaller counts in braces");
        }
        out.append('{').append(least).append(most == null ? "" : "," + most).append('}');
        at = counts.end();
    }

    private static long saturatedProduct(long before, String least, String most) {
        String count = most == null || most.isEmpty() ? least : most;
        long factor = count.length() > 9 ? MAX_REPETITIONS + 1 : Math.max(1, Long.parseLong(count));
        return Math.min(MAX_REPETITIONS + 1, before * factor);
    }

    private void group() {
        if (!source.startsWith("(?", at)) {
            literal("(");
            return;
        }
        Matcher named = here(NAMED_GROUP);
        Matcher reference = here(NAMED_REFERENCE);
        Matcher flags = here(FLAGS);
        Matcher plain = here(PLAIN_EXTENSION);
        if (plain.lookingAt()) {
            take(plain, plain.group());
        } else if (named.lookingAt()) {
            String javaName = "g" + groups.size();
            if (groups.put(named.group(1), javaName) != null) {
                throw refused("names two groups '" + named.group(1) + "'", "give each group its own name");
            }
            take(named, "(?<" + javaName + ">");
        } else if (reference.lookingAt()) {
            String javaName = groups.get(reference.group(1));
            if (javaName == null) {
                throw refused(
                        "refers to an unknown group '" + reference.group(1) + "'", "name it before with (?P<name>...)");
            }
            take(reference, "\\k<" + javaName + ">");
        } else if (source.startsWith("(?#", at)) {
            comment();
        } else if (source.startsWith("(?(", at)) {
            throw refused("has a conditional group (?(...)...)", "write the alternatives with |");
        } else if (flags.lookingAt()) {
            flags(flags);
        } else if (source.startsWith("(?<", at)) {
            throw refused("names a group as Java does", "write (?P<name>...)");
        } else {
            throw refused("has an unknown extension at " + at, "write ( as \\( if a parenthesis is meant");
        }
    }

    private void comment() {
        int end = source.indexOf(')', at);
        if (end < 0) {
            throw refused("has a comment without end", "close it with )");
        }
        at = end + 1;
    }

    private void flags(Matcher flags) {
        String off = flags.group(2) == null ? "" : flags.group(2);
        if (!flags.group(1).matches("[imsu]*") || !off.matches("(-[ims]+)?")) {
            throw refused("uses a flag other than i, m, s", "write the expression without it");
        }
        if (flags.group(3).equals(")") && !(ONLY_FLAGS.matcher(out).matches() && off.isEmpty())) {
            throw refused("sets a flag in the middle", "move it to the start, or write (?i:...)");
        }
        take(flags, "(?" + flags.group(1).replace("u", "").replace("i", "iu") + off + flags.group(3));
    }

    private void take(Matcher matched, String translated) {
        out.append(translated);
        at = matched.end();
    }

    private Matcher here(Pattern pattern) {
        return pattern.matcher(source).region(at, source.length());
    }

    private RegexRefusedException refused(String problem, String remedy) {
        return new RegexRefusedException(source, problem, remedy);
    }
}
