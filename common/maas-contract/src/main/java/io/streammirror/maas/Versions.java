package io.streammirror.maas;

import io.streammirror.simplestreams.VersionName;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which of several versions is the newest: to MAAS, and to people. */
final class Versions {
    /** Between digits and everything else. */
    private static final Pattern SEAMS = Pattern.compile("(?<=[0-9])(?=[^0-9])|(?<=[^0-9])(?=[0-9])");

    private static final Pattern LEADING_ZEROS = Pattern.compile("^0+(?=.)");

    private Versions() {}

    /** The last one as text, which is all that MAAS ever takes. */
    static Optional<String> newest(Collection<String> names) {
        return names.stream().filter(name -> !name.isEmpty()).max(Comparator.comparing(VersionName::new));
    }

    /** The last one when runs of digits are read as numbers. */
    static Optional<String> newestByNumber(Collection<String> names) {
        return names.stream()
                .filter(name -> !name.isEmpty())
                .max(Comparator.<String, String[]>comparing(SEAMS::split, Versions::compareRuns)
                        .thenComparing(VersionName::new));
    }

    private static int compareRuns(String[] left, String[] right) {
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            int difference = isNumber(left[i]) && isNumber(right[i])
                    ? compareNumbers(
                            LEADING_ZEROS.matcher(left[i]).replaceFirst(""),
                            LEADING_ZEROS.matcher(right[i]).replaceFirst(""))
                    : left[i].compareTo(right[i]);
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(left.length, right.length);
    }

    private static int compareNumbers(String left, String right) {
        return left.length() == right.length() ? left.compareTo(right) : Integer.compare(left.length(), right.length());
    }

    private static boolean isNumber(String run) {
        return run.charAt(0) >= '0' && run.charAt(0) <= '9';
    }
}
