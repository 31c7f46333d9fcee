package io.streammirror.selection.python;

/** A regular expression that cannot be used; the message says what is wrong with it and what to write instead. */
public abstract class RegexException extends RuntimeException {
    RegexException(String message) {
        super(message);
    }
}
