package io.streammirror.selection;

import io.streammirror.testing.mutation.SoakRun;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Any text is a filter or refused as one; any filter gives an answer, or says that it cannot, in bounded time. */
class FilterSoak {
    private static final List<String> PIECES = List.of(
            "a",
            "b",
            "0",
            "é",
            "ß",
            "\u0130",
            "\ud83d\ude00",
            "\ud800",
            " ",
            "\n",
            ".",
            "^",
            "$",
            "|",
            "(",
            ")",
            "(?:",
            "(?P<n>",
            "(?P=n)",
            "(?=",
            "(?!",
            "(?<=",
            "(?<!",
            "(?i)",
            "(?i:",
            "(?#",
            "(?(1)a|b)",
            "(?>",
            "[",
            "]",
            "[^",
            "[a-z]",
            "[]",
            "[[:",
            "-",
            "&&",
            "\\",
            "\\d",
            "\\w",
            "\\b",
            "\\B",
            "\\A",
            "\\Z",
            "\\z",
            "\\1",
            "\\9",
            "\\x41",
            "\\u00e9",
            "\\N{DIGIT ONE}",
            "\\p{L}",
            "\\Q",
            "\\E",
            "\\k<n>",
            "*",
            "+",
            "?",
            "{",
            "}",
            "{2}",
            "{,3}",
            "{1000}",
            "{2,99999999}",
            "*?",
            "++",
            "(a*)*",
            "(a|a)*b",
            "((((",
            "))))",
            "~",
            "=",
            "!",
            "!=",
            "!~",
            "arch",
            "jammy|noble");
    private static final List<String> VALUES = List.of(
            "", "amd64", "a".repeat(60), "ab".repeat(300), "jammy", "é\u0130ß\ud83d\ude00", "\ud800\n\u2028", "x=y~z");

    @Test
    void shouldReadOrRefuseAnyTextAsFilter() {
        SoakRun.of("filters", 500_000, random -> {
            String operator = List.of("~", "!~", "=", "").get(random.nextInt(4));
            try {
                Filter filter = Filter.parse("arch" + operator + text(random));
                filter.accepts(Map.of("arch", VALUES.get(random.nextInt(VALUES.size()))));
                return true;
            } catch (FilterException refused) {
                return false;
            }
        });
    }

    private static String text(RandomGenerator random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(random.nextInt(20) == 0 ? 400 : 14); i > 0; i--) {
            text.append(
                    random.nextInt(10) == 0
                            ? String.valueOf((char) random.nextInt(0x10000))
                            : PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
