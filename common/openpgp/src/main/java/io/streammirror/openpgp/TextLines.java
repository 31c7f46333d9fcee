package io.streammirror.openpgp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The lines of a text as clear signatures see them: blanks and the carriage return at the end of a line do not count. */
final class TextLines {
    private final byte[] text;
    private int next;
    private int start;
    private int end;
    private int number;

    TextLines(byte[] text) {
        this.text = text;
    }

    /** Moves to the next line; false after the last. */
    boolean advance() {
        if (next >= text.length) {
            return false;
        }
        start = next;
        end = start;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        next = end + 1;
        while (end > start && isBlank(text[end - 1])) {
            end--;
        }
        number++;
        return true;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    /** The number of the line, counted from one. */
    int number() {
        return number;
    }

    int length() {
        return end - start;
    }

    /** Where the line starts in the text. */
    int start() {
        return start;
    }

    /** Where the line after this one starts. */
    int next() {
        return Math.min(next, text.length);
    }

    boolean startsWith(String ascii) {
        if (length() < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (text[start + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean is(String ascii) {
        return length() == ascii.length() && startsWith(ascii);
    }

    /** Readers disagree whether a carriage return inside a line ends it, so a text with one has no single meaning. */
    boolean hasCarriageReturn() {
        for (int i = start; i < end; i++) {
            if (text[i] == '\r') {
                return true;
            }
        }
        return false;
    }

    void copyTo(ByteArrayOutputStream target, int skip) {
        target.write(text, start + skip, end - start - skip);
    }

    @Override
    public String toString() {
        return new String(text, start, length(), StandardCharsets.UTF_8);
    }

    /** The bytes under a signature of type "canonical text": lines joined by CR LF, none after the last (RFC 9580, section 7.2). */
    static byte[] signedForm(byte[] text) {
        var lines = new TextLines(text);
        var signed = new ByteArrayOutputStream(text.length + text.length / 16);
        while (lines.advance()) {
            if (lines.number() > 1) {
                signed.write('\r');
                signed.write('\n');
            }
            lines.copyTo(signed, 0);
        }
        return signed.toByteArray();
    }
}
