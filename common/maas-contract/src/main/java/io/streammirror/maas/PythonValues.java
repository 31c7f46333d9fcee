package io.streammirror.maas;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which values MAAS's Python takes for a time, a day or a number; observed with Python 3.11 and pydantic 2.
 *
 * <p>The older releases ask Python's {@code int()}, 3.8 asks pydantic, and the two differ.
 */
final class PythonValues {
    /** The weekday is not compared with the date, and a number may have one digit. */
    private static final Pattern MAIL =
            Pattern.compile("(?i)(?:mon|tue|wed|thu|fri|sat|sun),\\s+([0-9]{1,2})\\s+([a-z]{3})\\s+([0-9]{4})\\s+"
                    + "([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})\\s+([+-][0-9]{2}:?[0-9]{2}(?::?[0-9]{2})?|Z)");

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    /** A day, and after any one character a time with or without a zone. */
    private static final Pattern ISO =
            Pattern.compile("(?s)([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8}|[0-9]{4}-?W[0-9]{2}(?:-?[1-7])?)(?:.(.+))?");

    private static final Pattern ISO_CLOCK =
            Pattern.compile("([0-9]{2})(?::?([0-9]{2})(?::?([0-9]{2})(?:[.,][0-9]+)?)?)?"
                    + "(?:Z|[+-][0-9]{2}(?::?[0-9]{2}(?::?[0-9]{2}(?:[.,][0-9]+)?)?)?)?");

    private static final DateTimeFormatter DAY = formatter("uuuu-MM-dd");
    private static final DateTimeFormatter BASIC_DAY = formatter("uuuuMMdd");

    /** {@code 2027-4-1} too: the parts are read as numbers. */
    private static final Pattern PARTS =
            Pattern.compile("\\s*\\+?([0-9]{1,4})\\s*-\\s*\\+?([0-9]{1,2})\\s*-\\s*\\+?([0-9]{1,2})\\s*");

    private static final Pattern PYTHON_INT = Pattern.compile("\\s*[+-]?[0-9]+(?:_[0-9]+)*\\s*");
    private static final Pattern PYDANTIC_INT = Pattern.compile("\\s*[+-]?[0-9]+(?:_[0-9]+)*(?:\\.0+)?\\s*");

    private PythonValues() {}

    private static DateTimeFormatter formatter(String pattern) {
        return new DateTimeFormatterBuilder()
                .appendPattern(pattern)
                .toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** Whether MAAS 3.8 reads this as {@code updated}: the form of mail with a numeric zone, or ISO 8601. */
    static boolean isTime(String text) {
        Matcher mail = MAIL.matcher(text);
        if (mail.matches()) {
            int month = MONTHS.indexOf(mail.group(2).toLowerCase(Locale.ROOT)) + 1;
            return isDay(number(mail, 3), month, number(mail, 1))
                    && isClock(number(mail, 4), number(mail, 5), number(mail, 6));
        }
        Matcher iso = ISO.matcher(text);
        return iso.matches() && isIsoDay(iso.group(1)) && (iso.group(2) == null || isIsoClock(iso.group(2)));
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static boolean isIsoClock(String text) {
        Matcher clock = ISO_CLOCK.matcher(text);
        return clock.matches()
                && isClock(
                        number(clock, 1),
                        clock.group(2) == null ? 0 : number(clock, 2),
                        clock.group(3) == null ? 0 : number(clock, 3));
    }

    private static boolean isClock(int hour, int minute, int second) {
        return hour < 24 && minute < 60 && second < 60;
    }

    /** Whether MAAS 3.8 reads this as a day without a time. */
    static boolean isDay(String text) {
        Matcher parts = PARTS.matcher(text);
        return parts.matches() ? isDay(number(parts, 1), number(parts, 2), number(parts, 3)) : isIsoDay(text);
    }

    private static boolean isDay(int year, int month, int day) {
        try {
            return year >= 1 && LocalDate.of(year, month, day).getYear() == year;
        } catch (DateTimeException notInTheCalendar) {
            return false;
        }
    }

    private static boolean isIsoDay(String text) {
        if (text.matches("[0-9]{4}-?W[0-9]{2}(?:-?[1-7])?")) {
            int week = Integer.parseInt(text.replace("-", "").substring(5, 7));
            return week >= 1 && week <= 53;
        }
        try {
            return LocalDate.parse(text, text.length() == 8 ? BASIC_DAY : DAY).getYear() >= 1;
        } catch (DateTimeException notADay) {
            return false;
        }
    }

    /** Whether the older releases read the text as a number of bytes. */
    static boolean isLibraryInt(String text) {
        return PYTHON_INT.matcher(text).matches();
    }

    /** Whether MAAS 3.8 reads the value as a number of bytes: text, a whole decimal and a boolean too. */
    static boolean isModelInt(JsonNode value) {
        if (value.isTextual()) {
            return PYDANTIC_INT.matcher(value.textValue()).matches();
        }
        if (value.isFloatingPointNumber()) {
            double number = value.doubleValue();
            return !Double.isNaN(number) && !Double.isInfinite(number) && number == Math.rint(number);
        }
        return value.isIntegralNumber() || value.isBoolean();
    }

    /** Whether the value is false in Python: null, empty text, zero, an empty list or object. */
    static boolean isFalsy(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.textValue().isEmpty())
                || (value.isBoolean() && !value.booleanValue())
                || (value.isNumber() && value.doubleValue() == 0)
                || (value.isContainerNode() && value.isEmpty());
    }

    /** Whether flattening drops the value, so that a field that has it counts as missing to the older releases. */
    static boolean isDropped(JsonNode value) {
        return value.isMissingNode() || value.isNull() || value.isContainerNode();
    }
}
