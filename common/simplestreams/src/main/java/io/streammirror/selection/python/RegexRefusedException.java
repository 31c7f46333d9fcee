package io.streammirror.selection.python;

/** A regular expression that means nothing, or something else here than in Python. */
public final class RegexRefusedException extends RegexException {
    public RegexRefusedException(String regex, String problem, String remedy) {
        super("regular expression '" + regex + "' " + problem + "; " + remedy);
    }
}
