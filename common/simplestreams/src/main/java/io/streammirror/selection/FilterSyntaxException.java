package io.streammirror.selection;

/** A filter that is not in the filter language. */
public final class FilterSyntaxException extends FilterException {
    public FilterSyntaxException(String expression, String problem, String remedy) {
        super("filter '" + expression + "' " + problem + "; " + remedy);
    }
}
