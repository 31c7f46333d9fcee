package io.streammirror.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The {@code Retry-After} of an answer (RFC 9110 §10.2.3): seconds, or a date. */
public final class RetryAfter {
    /** A server that asks for more is asked again the next day. */
    static final Duration MAX_PAUSE = Duration.ofDays(1);

    private RetryAfter() {}

    /** The pause that is asked for, at most a day; empty for what makes no sense. */
    public static Optional<Duration> parse(String header, Clock clock) {
        return seconds(header.strip())
                .or(() -> date(header.strip(), clock.instant()))
                .map(RetryAfter::bounded);
    }

    private static Optional<Duration> seconds(String header) {
        try {
            return Optional.of(Duration.ofSeconds(Math.min(Long.parseLong(header), MAX_PAUSE.toSeconds())));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> date(String header, Instant now) {
        try {
            Instant then = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(now, then));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration asked) {
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : asked;
    }
}
