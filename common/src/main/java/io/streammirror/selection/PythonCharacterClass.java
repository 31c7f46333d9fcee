package io.streammirror.selection;

/** Rewrites one {@code [...]}: in Java brackets nest and {@code &&} intersects, in Python both are plain characters. */
final class PythonCharacterClass {
    private final String source;
    private int at;

    PythonCharacterClass(String source, int at) {
        this.source = source;
        this.at = at;
    }

    /** Appends the translation and returns the index after the closing bracket. */
    int translate(StringBuilder out) {
        out.append('[');
        at++;
        if (source.startsWith("^", at)) {
            out.append('^');
            at++;
        }
        boolean first = true;
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == ']' && !first) {
                out.append(']');
                return at + 1;
            }
            if (c == '\\') {
                at = new PythonEscape(source, at).translate(out, true);
            } else {
                out.append("[]&^".indexOf(c) >= 0 ? "\\" : "").append(c);
                at++;
            }
            first = false;
        }
        throw new RegexRefusedException(source, "has a [ without its ]", "close it, or write \\[ for a bracket");
    }
}
