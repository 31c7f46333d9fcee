package io.streammirror.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How quantities are written in the configuration: {@code 15m}, {@code 64M}, {@code 40%}. */
final class Quantities {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})([KMGT]?)");
    private static final Pattern PERCENTAGE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3})?)%");

    /** Decimal, as link and disk vendors count: M is a million. */
    private static final Map<String, Long> SIZE_UNITS =
            Map.of("", 1L, "K", 1_000L, "M", 1_000_000L, "G", 1_000_000_000L, "T", 1_000_000_000_000L);

    private Quantities() {}

    static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a duration; write a number and ms, s, m, h or d: 15m");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** Empty for {@code forever}; {@code 0} needs no unit. */
    static Optional<Duration> durationOrForever(String text) {
        if (text.equals("forever")) {
            return Optional.empty();
        }
        return Optional.of(durationOrZero(text));
    }

    /** {@code 0} needs no unit. */
    static Duration durationOrZero(String text) {
        return text.equals("0") ? Duration.ZERO : duration(text);
    }

    static Duration positiveDuration(String text) {
        Duration duration = duration(text);
        if (duration.isZero()) {
            throw new IllegalArgumentException("'" + text + "' must be more than zero");
        }
        return duration;
    }

    static Duration duration(String text, Duration least, Duration most) {
        Duration duration = duration(text);
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not from " + least.toSeconds() + " to " + most.toSeconds() + " seconds");
        }
        return duration;
    }

    static long size(String text) {
        Matcher matcher = SIZE.matcher(text.toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a size; write a number of bytes, or with K, M, G or T: 64M");
        }
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), SIZE_UNITS.getOrDefault(matcher.group(2), 1L));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("'" + text + "' is more bytes than can be counted", e);
        }
    }

    static long size(String text, long least, long most) {
        long size = size(text);
        if (size < least || size > most) {
            throw new IllegalArgumentException("'" + text + "' is not from " + least + " to " + most + " bytes");
        }
        return size;
    }

    static double share(String text) {
        Matcher matcher = PERCENTAGE.matcher(text);
        double percent = matcher.matches() ? Double.parseDouble(matcher.group(1)) : -1;
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("'" + text + "' is not a percentage from 0% to 100%: 40%");
        }
        return percent / 100;
    }

    static int count(String text, int least, int most) {
        int count;
        try {
            count = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a whole number", e);
        }
        if (count < least || count > most) {
            throw new IllegalArgumentException("'" + text + "' is not from " + least + " to " + most);
        }
        return count;
    }

    static boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
        };
    }
}
