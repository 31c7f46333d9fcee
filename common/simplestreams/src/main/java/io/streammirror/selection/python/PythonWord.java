package io.streammirror.selection.python;

/**
 * Python's classes of characters where Java's differ, in Java's syntax. To Python a word is what {@code str.isalnum} says, which
 * takes every kind of number and no combining mark; its blanks are those of {@code str.isspace}, separators of ASCII among them.
 */
final class PythonWord {
    /** To stand between brackets. */
    static final String WORD = "\\p{L}\\p{N}_";

    /** To stand between brackets. */
    static final String BLANK = "\\s\\x1C-\\x1F";

    private static final String BEFORE = "(?<=[" + WORD + "])";
    private static final String NOT_BEFORE = "(?<![" + WORD + "])";
    private static final String AFTER = "(?=[" + WORD + "])";
    private static final String NOT_AFTER = "(?![" + WORD + "])";

    static final String BOUNDARY = "(?:" + BEFORE + NOT_AFTER + "|" + NOT_BEFORE + AFTER + ")";

    /** Up to Python 3.13 an empty text has no such place either. */
    static final String NO_BOUNDARY =
            "(?:" + BEFORE + AFTER + "|" + NOT_BEFORE + NOT_AFTER + "(?:(?<=(?s:.))|(?=(?s:.))))";

    private PythonWord() {}
}
