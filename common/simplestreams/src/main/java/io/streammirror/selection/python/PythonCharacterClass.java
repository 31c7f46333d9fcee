package io.streammirror.selection.python;

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
        boolean mayBegin = false;
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == ']' && !first) {
                out.append(']');
                return at + 1;
            }
            if (c == '-' && mayBegin && !source.startsWith("]", at + 1)) {
                requireCharacter(at + 1);
                out.append('-');
                at++;
                one(out);
                mayBegin = false;
            } else {
                boolean isClass = PythonEscape.isClass(source, at);
                one(out);
                mayBegin = !isClass;
                if (isClass && source.startsWith("-", at) && !source.startsWith("]", at + 1)) {
                    throw badRange();
                }
            }
            first = false;
        }
        throw new RegexRefusedException(source, "has a [ without its ]", "close it, or write \\[ for a bracket");
    }

    /** One character, or one escape. */
    private void one(StringBuilder out) {
        if (at >= source.length()) {
            return;
        }
        char c = source.charAt(at);
        if (c == '\\') {
            at = new PythonEscape(source, at, group -> false).translate(out, true);
        } else {
            out.append("[]&^-".indexOf(c) >= 0 ? "\\" : "").append(c);
            at++;
        }
    }

    private void requireCharacter(int end) {
        if (PythonEscape.isClass(source, end)) {
            throw badRange();
        }
    }

    private RegexRefusedException badRange() {
        return new RegexRefusedException(
                source, "has a range that begins or ends with a class of characters", "write the - first or last");
    }
}
