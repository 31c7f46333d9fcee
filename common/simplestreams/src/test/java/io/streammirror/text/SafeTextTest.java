package io.streammirror.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.codec.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SafeTextTest {
    @Test
    void shouldKeepPrintableText() {
        assertThat(SafeText.line("com.ubuntu:v3 “Großes” 日本 🎉 \\u001b"))
                .isEqualTo("com.ubuntu:v3 “Großes” 日本 🎉 \\u001b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b", // ESC begins a sequence that steers a terminal
                "\u0007",
                "\u0000",
                "\u007f",
                "\u009b", // CSI in one character
                "\u009d",
                "\u202e", // right-to-left override
                "\u2066",
                "\u200b",
                "\ufeff",
                "\ud800" // half of a pair
            })
    void shouldReplaceWhatSteersATerminalOrHidesText(String harmful) {
        assertThat(SafeText.line("a" + harmful + "b")).isEqualTo("a\ufffdb");
        assertThat(SafeText.lines("a" + harmful + "b\n")).isEqualTo("a\ufffdb\n");
    }

    @Test
    void shouldShowTitleSequenceAsText() {
        assertThat(SafeText.line("x\u001b]0;owned\u0007y")).isEqualTo("x\ufffd]0;owned\ufffdy");
    }

    @Test
    void shouldTurnLineBreaksIntoOneBlankWhenOneLineIsWanted() {
        assertThat(SafeText.line("one\r\ntwo\u2028three\tfour\u0085five")).isEqualTo("one two three four five");
    }

    @Test
    void shouldKeepLineFeedsAndTabsWhenLinesAreWanted() {
        assertThat(SafeText.lines("one\r\n\ttwo\n")).isEqualTo("one \n\ttwo\n");
    }

    @Test
    void shouldCutBetweenCharactersWhenTextIsTooLong() {
        assertThat(SafeText.line("🎉🎉🎉", 2)).isEqualTo("🎉🎉…");
        assertThat(SafeText.line("ab", 2)).isEqualTo("ab");
        assertThat(SafeText.line("x".repeat(300_000))).hasSize(SafeText.MAX_CHARACTERS + 1);
    }

    @Test
    void shouldNameTheExceptionWhenItHasNoMessage() {
        assertThat(SafeText.reason(new IllegalStateException())).isEqualTo("IllegalStateException");
        assertThat(SafeText.reason(new IllegalStateException("a\nb"))).isEqualTo("a b");
    }

    @Test
    void shouldEscapeHarmfulCharactersInJsonWithoutChangingItsValue() throws Exception {
        String json = Json.compact(Map.of("na\u202eme", "\u001b]0;x\u0007 \u009b31m 🎉 \udb40\udc41"));

        String safe = SafeText.json(json);

        assertThat(safe).isEqualTo(SafeText.lines(safe)).contains("\\u009b31m", "\\u202e", "🎉", "\\udb40\\udc41");
        assertThat(Json.parse(safe.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Json.parse(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Property
    void shouldNeverLeaveAControlOrTooManyCharacters(@ForAll String text) {
        String line = SafeText.line(text, 20);

        assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(21);
        assertThat(line.chars()).noneMatch(Character::isISOControl);
        assertThat(SafeText.line(line, 21)).isEqualTo(line);
    }
}
