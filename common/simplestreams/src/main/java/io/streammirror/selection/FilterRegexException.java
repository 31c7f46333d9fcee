package io.streammirror.selection;

import io.streammirror.selection.python.RegexException;

/** A filter or stream pattern whose regular expression cannot be used, or takes too many steps on a value. */
public final class FilterRegexException extends FilterException {
    FilterRegexException(RegexException cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }
}
