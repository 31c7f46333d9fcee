package io.streammirror.simplestreams;

/**
 * Orders text by Unicode code point, as the format's reference does.
 *
 * <p>{@link String#compareTo} orders by UTF-16 unit and so puts supplementary characters before some of the basic plane.
 */
final class CodePointOrder {
    private CodePointOrder() {}

    static int compare(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char l = left.charAt(i);
            char r = right.charAt(i);
            if (l != r) {
                boolean bothSurrogate = Character.isSurrogate(l) && Character.isSurrogate(r);
                boolean noneSurrogate = !Character.isSurrogate(l) && !Character.isSurrogate(r);
                if (bothSurrogate || noneSurrogate) {
                    return Character.compare(l, r);
                }
                return Character.isSurrogate(l) ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
