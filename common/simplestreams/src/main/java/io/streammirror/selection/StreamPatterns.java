package io.streammirror.selection;

import io.streammirror.selection.python.PythonRegex;
import io.streammirror.selection.python.RegexException;
import io.streammirror.simplestreams.ContentId;
import java.util.List;
import java.util.function.Predicate;

/** Streams named by regular expressions, as Python's, of which one must match the whole content id. */
public final class StreamPatterns implements Predicate<ContentId> {
    private final List<PythonRegex> patterns;

    private StreamPatterns(List<PythonRegex> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    /** The patterns; throws a {@link FilterException} for one that is not valid. */
    public static StreamPatterns of(List<String> expressions) {
        try {
            return new StreamPatterns(
                    expressions.stream().map(PythonRegex::compile).toList());
        } catch (RegexException e) {
            throw new FilterRegexException(e);
        }
    }

    /** Whether one of the patterns names the stream; throws a {@link FilterException} if one runs away on it. */
    @Override
    public boolean test(ContentId stream) {
        try {
            return patterns.stream().anyMatch(pattern -> pattern.matches(stream.value()));
        } catch (RegexException e) {
            throw new FilterRegexException(e);
        }
    }
}
