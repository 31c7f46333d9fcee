package io.streammirror.selection.python;

/** A regular expression that takes too many steps on a value of the tree, and would stop the mirror if it went on. */
public final class RegexTooCostlyException extends RegexException {
    public RegexTooCostlyException(String regex, int valueLength) {
        super("regular expression '" + regex + "' takes too many steps on a value of " + valueLength
                + " characters; write it without nested repetition such as (a+)+");
    }
}
