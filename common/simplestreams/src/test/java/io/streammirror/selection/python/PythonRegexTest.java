package io.streammirror.selection.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PythonRegexTest {
    static Stream<Arguments> searches() {
        return Stream.of(
                Arguments.of("(?P<a_b>x)-(?P=a_b)", "x-x", true),
                Arguments.of("(?P<n>x|y)-(?P=n)", "x-y", false),
                Arguments.of("end\\Z", "the end", true),
                Arguments.of("end\\Z", "end\n", false),
                Arguments.of("end$", "end\n", true),
                Arguments.of("end$", "end\r", false),
                Arguments.of("a.b", "a\rb", true),
                Arguments.of("^\\w+$", "größe", true),
                Arguments.of("^\\d+$", "٣", true),
                Arguments.of("(?i)GRÖSSE", "größse", false),
                Arguments.of("(?i)GRÖ", "grö", true),
                Arguments.of("(?i:GRUB)-x", "grub-x", true),
                Arguments.of("(?#why)ab", "ab", true),
                Arguments.of("(?s)(?#both)(?i)A.B", "a\nb", true),
                Arguments.of("[]x]+$", "x]", true),
                Arguments.of("[^]x]", "]x", false),
                Arguments.of("^[[a]$", "[", true),
                Arguments.of("^[a&&b]+$", "a&b", true),
                Arguments.of("^[a-c^]+$", "a^c", true),
                Arguments.of("^[\\w.-]+$", "ga-22.04", true),
                Arguments.of("a{,2}b", "ab", true),
                Arguments.of("^a{,2}b", "aaab", false),
                Arguments.of("a{x}", "a{x}", true),
                Arguments.of("a{}", "a{}", true),
                Arguments.of("(a)\\1", "aa", true),
                Arguments.of("\\x41\\u0042\\U00000043\\104", "ABCD", true),
                Arguments.of("\\v", "\u000b", true),
                Arguments.of("\\v", "\n", false),
                Arguments.of("[\\b]", "\b", true),
                Arguments.of("\\bgrub\\b", "x grub y", true),
                Arguments.of("\\é", "é", true),
                Arguments.of("(?<!x)y", "xy", false),
                Arguments.of("^\\s$", "\u001c", true),
                Arguments.of("^[\\S]$", "\u001c", false),
                Arguments.of("^\\w$", "²", true),
                Arguments.of("^\\w$", "\u0301", false),
                Arguments.of("^\\w$", "‿", false),
                Arguments.of("\\ba\\b", "a\u0301", true),
                Arguments.of("\\B", "", false),
                Arguments.of("\\B", "-", true),
                Arguments.of("^[a-c-e]+$", "b-e", true),
                Arguments.of("^[a-c-e]+$", "d", false),
                Arguments.of("^[\\d-]+$", "1-2", true),
                Arguments.of("^[-\\d]+$", "1-2", true),
                Arguments.of("a*+a", "aaa", false),
                Arguments.of("(?>a|ab)c", "abc", false),
                Arguments.of("(a)(b)\\2", "abb", true),
                Arguments.of("(x*)*y", "y", true),
                Arguments.of("", "anything", true));
    }

    @ParameterizedTest
    @MethodSource("searches")
    void shouldSearchAsPythonDoes(String regex, String value, boolean found) {
        assertThat(PythonRegex.compile(regex).isFoundIn(value)).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "[a",
                "*a",
                "\\",
                "(?P=n)",
                "(?P<n>a)(?P<n>b)",
                "(?P<1>a)",
                "(?<n>a)",
                "(x)?(?(1)a|b)",
                "(?a)x",
                "(?x) x",
                "(?L)x",
                "x(?i)",
                "(?#x",
                "\\Qa\\E",
                "\\p{L}",
                "\\z",
                "\\N{DASH}",
                "[\\B]",
                "(?~x)",
                "((){99999}){99999}",
                "a**",
                "a{2}{3}",
                "a??{2}",
                "^*",
                "\\b?",
                "{2}",
                "(?i)*",
                "(|*)",
                "a)",
                "\\1",
                "(a)\\2",
                "(a\\1)",
                "(a)\\18",
                "(?P<n>a(?P=n))",
                "[\\d-z]",
                "[a-\\d]",
                "((a*)*)*",
                "((a?){2}){2}",
                "a{99999999999}"
            })
    void shouldRefuseWhatPythonOrJavaCannotTake(String regex) {
        assertThatThrownBy(() -> PythonRegex.compile(regex))
                .isInstanceOf(RegexRefusedException.class)
                .hasMessageStartingWith("regular expression '" + regex + "'")
                .hasMessageContaining("; ");
    }

    @Test
    void shouldMatchWholeWithinBounds() {
        PythonRegex regex = PythonRegex.compile("com[.]example:(a|ab)");

        assertThat(regex.matches("com.example:ab")).isTrue();
        assertThat(regex.matches("com.example:abc")).isFalse();
        assertThatThrownBy(() -> PythonRegex.compile("a*a*a*a*a*a*a*a*b").matches("a".repeat(60)))
                .isInstanceOf(RegexTooCostlyException.class);
    }

    @Test
    void shouldRefuseVeryLongExpression() {
        assertThatThrownBy(() -> PythonRegex.compile("(".repeat(100_000))).isInstanceOf(RegexRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*a*a*a*a*a*a*a*", "(.*,?)+\\1", "(?P<n>a+)+b(?P=n)"})
    void shouldStopRunawayExpression(String regex) {
        String value = "a".repeat(60) + "!";

        assertThatThrownBy(() -> PythonRegex.compile(regex + "x").isFoundIn(value))
                .isInstanceOf(RegexTooCostlyException.class)
                .hasMessageContaining("too many steps on a value of 61 characters");
    }

    @Test
    void shouldStopDeepRecursion() {
        assertThatThrownBy(() -> PythonRegex.compile("^(a|b)*$").isFoundIn("ab".repeat(1_500_000)))
                .isInstanceOf(RegexTooCostlyException.class);
    }
}
