package io.streammirror.text;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Makes foreign text harmless before it reaches a terminal, a log, a page or a message.
 *
 * <p>Foreign is every string that an upstream, a client, a store or a broker chose: names, reasons, paths, HTTP reason phrases,
 * messages of exceptions. Controls (C0, DEL, C1), bidirectional and other invisible format characters and unpaired surrogates become
 * U+FFFD; line breaks and tabs become one blank. HTML is not escaped: a page escapes the result.
 */
public final class SafeText {
    /** Enough for a sentence or two with a URL and a JSON pointer. */
    public static final int MAX_CHARACTERS = 1_000;

    private static final int REPLACEMENT = 0xFFFD;
    private static final String CUT = "…";

    private SafeText() {}

    /** One line of at most {@link #MAX_CHARACTERS} characters. */
    public static String line(@Nullable Object foreign) {
        return line(foreign, MAX_CHARACTERS);
    }

    /** One line of at most so many characters; what is cut off is shown by an ellipsis after them. */
    public static String line(@Nullable Object foreign, int maxCharacters) {
        return harmless(String.valueOf(foreign), maxCharacters, false);
    }

    /** The message of an exception as one line; its class where it has no message. */
    public static String reason(Throwable failure) {
        String message = failure.getMessage();
        return line(message == null || message.isBlank() ? failure.getClass().getSimpleName() : message);
    }

    /** A whole text of any length, such as the output of a command: line feeds and tabs stay, everything else is as in a line. */
    public static String lines(String foreign) {
        return harmless(foreign, Integer.MAX_VALUE, true);
    }

    /** JSON for a terminal or a pipe: the same value, with harmful characters as escapes, which JSON allows in strings alone. */
    public static String json(String json) {
        var safe = new StringBuilder(json.length());
        json.codePoints().forEach(character -> {
            if (character < 0x7F || isHarmless(character)) {
                safe.appendCodePoint(character);
            } else {
                for (char unit : Character.toChars(character)) {
                    safe.append("\\u").append(HexFormat.of().toHexDigits(unit));
                }
            }
        });
        return safe.toString();
    }

    private static String harmless(String foreign, int maxCharacters, boolean keepsLines) {
        if (foreign.length() <= maxCharacters && foreign.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            return foreign;
        }
        var safe = new StringBuilder(Math.min(foreign.length(), maxCharacters) + 1);
        int characters = 0;
        boolean afterBreak = false;
        for (int i = 0; i < foreign.length(); ) {
            int character = foreign.codePointAt(i);
            i += Character.charCount(character);
            boolean isBreak = isLineBreakOrTab(character) && !(keepsLines && (character == '\n' || character == '\t'));
            if (isBreak && afterBreak) {
                continue;
            }
            afterBreak = isBreak;
            if (characters == maxCharacters) {
                return safe.append(CUT).toString();
            }
            characters++;
            safe.appendCodePoint(shown(character, isBreak, keepsLines));
        }
        return safe.toString();
    }

    private static int shown(int character, boolean isBreak, boolean keepsLines) {
        if (isBreak) {
            return ' ';
        }
        boolean stays = keepsLines && (character == '\n' || character == '\t');
        return stays || isHarmless(character) ? character : REPLACEMENT;
    }

    /** CR, LF, tab, vertical tab, form feed, NEL, and Unicode's separators of lines and paragraphs. */
    private static boolean isLineBreakOrTab(int character) {
        return (character >= '\t' && character <= '\r')
                || character == 0x85
                || character == 0x2028
                || character == 0x2029;
    }

    private static boolean isHarmless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
