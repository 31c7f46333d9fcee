package io.streammirror.selection;

import java.util.Locale;

/** How many letters two words differ by (Levenshtein), upper and lower case alike. */
final class EditDistance {
    /** Longer texts are compared by their beginning. */
    private static final int MAX_LENGTH = 64;

    private EditDistance() {}

    /** Whether a word may be the other one mistyped: at most a third of its letters differ, or one contains the other. */
    static boolean isNear(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        boolean contained = Math.min(a.length(), b.length()) >= 3 && (a.contains(b) || b.contains(a));
        return contained || between(a, b) <= Math.max(1, Math.min(a.length(), b.length()) / 3);
    }

    static int between(String one, String other) {
        String a = cut(one);
        String b = cut(other);
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }

    private static String cut(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.length() > MAX_LENGTH ? lower.substring(0, MAX_LENGTH) : lower;
    }
}
