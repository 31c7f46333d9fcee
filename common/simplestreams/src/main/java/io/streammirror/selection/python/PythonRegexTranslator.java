package io.streammirror.selection.python;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rewrites a regular expression of Python's {@code re} for Java, or refuses what Java cannot express. */
final class PythonRegexTranslator {
    /** Loops over nothing look at no character and so escape the step budget; their number is bounded here instead. */
    static final long MAX_REPETITIONS = 100_000;

    /** Of a group that cannot be referred to. */
    private static final int NO_NUMBER = 0;

    /** Of a group that only looks at what comes, or came. */
    private static final int LOOKS_AROUND = -1;

    private static final Pattern QUANTIFIER = Pattern.compile("\\{(\\d*)(,(\\d*))?\\}");
    private static final Pattern NAMED_GROUP = Pattern.compile("\\(\\?P<([^\\W\\d]\\w*)>");
    private static final Pattern NAMED_REFERENCE = Pattern.compile("\\(\\?P=(\\w+)\\)");
    private static final Pattern FLAGS = Pattern.compile("\\(\\?([a-zA-Z]*)(-[a-zA-Z]+)?([:)])");
    private static final Pattern ONLY_FLAGS = Pattern.compile("(\\(\\?[imsu]*\\))*");
    private static final Pattern PLAIN_EXTENSION = Pattern.compile("\\(\\?(?:[:=!>]|<[=!])");

    private final String source;
    private final StringBuilder out = new StringBuilder();
    private final Map<String, String> groups = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Deque<Integer> openGroups = new ArrayDeque<>();
    private final Set<Integer> closedGroups = new HashSet<>();
    private final EmptyLoops loops = new EmptyLoops();
    private int at;
    private int groupCount;
    private long repetitions = 1;
    private Last last = Last.NOTHING;

    PythonRegexTranslator(String source) {
        this.source = source;
    }

    String translate() {
        while (at < source.length()) {
            switch (source.charAt(at)) {
                case '\\' -> escape();
                case '[' -> item(new PythonCharacterClass(source, at).translate(out));
                case '(' -> group();
                case ')' -> closeGroup();
                case '|' -> branch();
                case '^', '$' -> literal(source.substring(at, at + 1), Last.PLACE);
                case '*' -> quantifier("*", at + 1, true, true);
                case '+' -> quantifier("+", at + 1, false, true);
                case '?' -> quantifier("?", at + 1, true, false);
                case '{' -> counts();
                case '}' -> literal("\\}", Last.ITEM);
                default -> literal(source.substring(at, at + 1), Last.ITEM);
            }
        }
        return out.toString();
    }

    /** The element before a quantifier, which decides whether Python accepts it. */
    private enum Last {
        NOTHING,
        PLACE,
        ITEM,
        REPEATED
    }

    private void literal(String translated, Last kind) {
        out.append(translated);
        item(at + 1, kind);
    }

    private void item(int end) {
        item(end, Last.ITEM);
    }

    private void item(int end, Last kind) {
        at = end;
        last = kind;
        loops.item(kind == Last.PLACE);
    }

    private void branch() {
        out.append('|');
        at++;
        last = Last.NOTHING;
        loops.branch();
    }

    private void escape() {
        boolean place = PythonEscape.isPlace(source, at);
        int end = new PythonEscape(source, at, closedGroups::contains).translate(out, false);
        item(end, place ? Last.PLACE : Last.ITEM);
    }

    private void closeGroup() {
        if (openGroups.isEmpty()) {
            throw refused("has a ) without its (", "write \\) for a parenthesis");
        }
        int number = openGroups.pop();
        if (number > 0) {
            closedGroups.add(number);
        }
        out.append(')');
        at++;
        last = Last.ITEM;
        loops.close(number == LOOKS_AROUND);
    }

    private void quantifier(String translated, int end, boolean mayBeNone, boolean often) {
        if (last == Last.NOTHING || last == Last.PLACE) {
            throw refused(
                    "repeats nothing with " + source.substring(at, end), "put what is meant before it, or a backslash");
        }
        if (last == Last.REPEATED) {
            throw refused("repeats a repetition with " + source.substring(at, end), "put the inner one in (?:...)");
        }
        if (!loops.repeat(mayBeNone, often)) {
            throw refused(
                    "repeats what may match nothing, in a repetition of what may match nothing",
                    "write each repetition so that it matches at least one character");
        }
        boolean lazyOrPossessive = source.startsWith("?", end) || source.startsWith("+", end);
        at = lazyOrPossessive ? end + 1 : end;
        out.append(translated).append(source, end, at);
        last = Last.REPEATED;
    }

    /** Braces that hold no counts are plain characters in Python and an error in Java. */
    private void counts() {
        Matcher counts = here(QUANTIFIER);
        if (!counts.lookingAt() || counts.group().equals("{}")) {
            literal("\\{", Last.ITEM);
            return;
        }
        String least = counts.group(1).isEmpty() ? "0" : counts.group(1);
        String most = counts.group(3);
        repetitions = saturatedProduct(repetitions, least, most);
        if (repetitions > MAX_REPETITIONS) {
            throw refused("repeats too often", "use smaller counts in braces");
        }
        quantifier(
                "{" + least + (most == null ? "" : "," + most) + "}",
                counts.end(),
                saturated(least) == 0,
                most == null ? saturated(least) > 1 : most.isEmpty() || saturated(most) > 1);
    }

    private static long saturated(String count) {
        return count.length() > 9 ? MAX_REPETITIONS + 1 : Long.parseLong(count);
    }

    private static long saturatedProduct(long before, String least, String most) {
        String count = most == null || most.isEmpty() ? least : most;
        return Math.min(MAX_REPETITIONS + 1, before * Math.max(1, saturated(count)));
    }

    private void group() {
        if (!source.startsWith("(?", at)) {
            open(++groupCount);
            out.append('(');
            at++;
            last = Last.NOTHING;
            return;
        }
        Matcher named = here(NAMED_GROUP);
        Matcher reference = here(NAMED_REFERENCE);
        Matcher flags = here(FLAGS);
        Matcher plain = here(PLAIN_EXTENSION);
        if (plain.lookingAt()) {
            boolean looksAround = plain.group().contains("=") || plain.group().contains("!");
            open(looksAround ? LOOKS_AROUND : NO_NUMBER);
            take(plain, plain.group());
        } else if (named.lookingAt()) {
            String javaName = "g" + groups.size();
            if (groups.put(named.group(1), javaName) != null) {
                throw refused("names two groups '" + named.group(1) + "'", "give each group its own name");
            }
            open(++groupCount);
            numbers.put(named.group(1), groupCount);
            take(named, "(?<" + javaName + ">");
        } else if (reference.lookingAt()) {
            String javaName = groups.get(reference.group(1));
            if (javaName == null) {
                throw refused(
                        "refers to an unknown group '" + reference.group(1) + "'", "name it before with (?P<name>...)");
            }
            if (!closedGroups.contains(numbers.getOrDefault(reference.group(1), NO_NUMBER))) {
                throw refused("refers to group '" + reference.group(1) + "' inside itself", "end the group before");
            }
            take(reference, "\\k<" + javaName + ">");
            item(at);
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
        if (flags.group(3).equals(":")) {
            open(NO_NUMBER);
        }
        take(flags, "(?" + flags.group(1).replace("u", "").replace("i", "iu") + off + flags.group(3));
    }

    private void open(int number) {
        openGroups.push(number);
        loops.open();
    }

    private void take(Matcher matched, String translated) {
        out.append(translated);
        at = matched.end();
        last = Last.NOTHING;
    }

    private Matcher here(Pattern pattern) {
        return pattern.matcher(source).region(at, source.length());
    }

    private RegexRefusedException refused(String problem, String remedy) {
        return new RegexRefusedException(source, problem, remedy);
    }
}
