package io.streammirror.simplestreams;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The {@code updated} field: reads the two forms that MAAS reads, writes the one that all readers know.
 *
 * <p>A time without a numeric zone is no time: MAAS 3.7 and later refuse a whole source for it.
 */
public final class UpdatedTime {
    /** The weekday says nothing that the date does not, and readers do not compare the two. */
    private static final Pattern WEEKDAY = Pattern.compile("(?i)(mon|tue|wed|thu|fri|sat|sun), *");

    private static final DateTimeFormatter MAIL = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("d MMM uuuu HH:mm:ss [XXX][XX]")
            .toFormatter(Locale.ENGLISH);

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][ ]")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter(Locale.ENGLISH);

    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss '+0000'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private UpdatedTime() {}

    /** Reads {@code Thu, 24 Jul 2025 08:01:49 +0000} and {@code 2025-07-24T08:01:49+00:00}; empty for anything else. */
    public static Optional<Instant> parse(String text) {
        var weekday = WEEKDAY.matcher(text);
        boolean mail = weekday.lookingAt();
        try {
            return Optional.of(OffsetDateTime.parse(mail ? text.substring(weekday.end()) : text, mail ? MAIL : ISO)
                    .toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /** Always English and always {@code +0000}, whatever the machine's locale and zone. */
    public static String format(Instant instant) {
        return WRITTEN.format(instant);
    }
}
