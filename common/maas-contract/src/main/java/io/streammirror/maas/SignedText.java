package io.streammirror.maas;

import java.util.regex.Pattern;

/** Takes the text out of a clear-signed document, each way that MAAS does; neither is quite RFC 9580's. */
final class SignedText {
    private static final String BEGIN = "-----BEGIN PGP SIGNED MESSAGE-----";
    private static final String BEGIN_SIGNATURE = "-----BEGIN PGP SIGNATURE-----";

    /** The line ends of Python, which has more than a line feed. */
    private static final Pattern PYTHON_LINE_END =
            Pattern.compile("\r\n|[\n\r\u000b\u000c\u001c\u001d\u001e\u0085\u2028\u2029]");

    private SignedText() {}

    /** MAAS 3.8: from the first brace to the signature; dash escapes stay. */
    static String asNewest(String document) {
        int end = document.indexOf(BEGIN_SIGNATURE);
        int start = document.indexOf('{');
        return end < 0 || start < 0 || start > end ? "" : document.substring(start, end);
    }

    /**
     * MAAS 3.4 to 3.7: the lines after the first one that is not empty, which is taken for the header; dash escapes are undone.
     *
     * <p>So a document with two headers, or with none, is not JSON to them.
     */
    static String asLibrary(String document) {
        var body = new StringBuilder(document.length());
        boolean inHeader = true;
        for (String line : PYTHON_LINE_END.split(document, -1)) {
            if (line.equals(BEGIN)) {
                inHeader = true;
            } else if (line.equals(BEGIN_SIGNATURE)) {
                return body.toString();
            } else if (inHeader) {
                inHeader = line.isEmpty();
            } else {
                body.append(line, line.startsWith("- ") ? 2 : 0, line.length()).append('\n');
            }
        }
        return body.toString();
    }
}
