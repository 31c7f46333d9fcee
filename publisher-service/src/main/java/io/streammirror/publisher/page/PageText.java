package io.streammirror.publisher.page;

import io.streammirror.text.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, times and names as pages show them. */
public final class PageText {
    private static final int KILO = 1000;
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};
    private static final int MAX_NAME = 200;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private PageText() {}

    /** Bytes as people read them, in powers of ten. */
    public static String size(long bytes) {
        if (bytes < KILO) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        while (value >= KILO && unit < UNITS.length - 1) {
            value /= KILO;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** A number and what it counts. */
    public static String count(long number, String one, String many) {
        return String.format(Locale.ENGLISH, "%,d %s", number, number == 1 ? one : many);
    }

    /** A number and what it counts, whose plural has an s. */
    public static String count(long number, String one) {
        return count(number, one, one + "s");
    }

    /** A time, to the minute. */
    public static String time(Instant at) {
        return TIME.format(at);
    }

    /** How long something takes or took, in its two largest units. */
    public static String duration(Duration duration) {
        long days = duration.toDays();
        if (days > 0) {
            return count(days, "day") + (duration.toHoursPart() > 0 ? " " + duration.toHoursPart() + " h" : "");
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + " h"
                    + (duration.toMinutesPart() > 0 ? " " + duration.toMinutesPart() + " min" : "");
        }
        return duration.toMinutes() > 0 ? duration.toMinutes() + " min" : Math.max(1, duration.toSeconds()) + " s";
    }

    /** A foreign name on one line, cut where it would fill the page. */
    public static String name(Object foreign) {
        return SafeText.line(foreign, MAX_NAME);
    }
}
