package io.streammirror.config;

import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of each day, in the local time of the machine, such as {@code 22:00-06:00}.
 *
 * @param end not included; before the start when midnight is in between
 */
public record ScrubWindow(LocalTime start, LocalTime end) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,2}:\\d{2})-(\\d{1,2}:\\d{2})");

    public ScrubWindow {
        if (start.equals(end)) {
            throw new IllegalArgumentException(
                    "the window begins and ends at " + start + "; leave it out to scrub the whole day");
        }
    }

    /**
     * Reads what an operator wrote.
     *
     * @throws IllegalArgumentException for anything but two different times of day
     */
    public static ScrubWindow parse(String text) {
        Matcher matcher = FORM.matcher(text.replace(" ", ""));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no window; write two times of day in quotation marks: \"22:00-06:00\"");
        }
        return new ScrubWindow(time(matcher.group(1)), time(matcher.group(2)));
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text.length() < "00:00".length() ? "0" + text : text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is no time of day from 00:00 to 23:59", e);
        }
    }

    public boolean contains(LocalTime time) {
        boolean afterStart = !time.isBefore(start);
        boolean beforeEnd = time.isBefore(end);
        return start.isBefore(end) ? afterStart && beforeEnd : afterStart || beforeEnd;
    }

    /** How long it is open each day. */
    public Duration length() {
        Duration length = Duration.between(start, end);
        return length.isNegative() ? length.plusDays(1) : length;
    }
}
