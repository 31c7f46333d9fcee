package io.streammirror.config;

import io.streammirror.selection.Filter;
import io.streammirror.selection.FilterException;
import io.streammirror.selection.python.PythonRegex;
import io.streammirror.selection.python.RegexException;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Converters of single keys, with their limits; {@link TypeConverters} has those of whole types. Public because
 * SmallRye Config creates them. All throw {@link IllegalArgumentException} with what to write instead.
 */
public final class KeyConverters {
    private KeyConverters() {}

    /** A duration above zero. */
    public static final class PositiveDuration implements Converter<Duration> {
        @Override
        public Duration convert(String text) {
            return Quantities.positiveDuration(text);
        }
    }

    /** A duration, or {@code 0} without a unit. */
    public static final class DurationOrZero implements Converter<Duration> {
        @Override
        public Duration convert(String text) {
            return Quantities.durationOrZero(text);
        }
    }

    /** A duration, {@code 0}, or {@code forever}, which is empty. */
    public static final class DurationOrForever implements Converter<Duration> {
        @Override
        public @Nullable Duration convert(String text) {
            return Quantities.durationOrForever(text).orElse(null);
        }
    }

    /** A duration above zero, or {@code off}, which is zero; a bare {@code off} reaches us as the YAML boolean that it also is. */
    public static final class DurationOrOff implements Converter<Duration> {
        @Override
        public @Nullable Duration convert(String text) {
            if (text.isEmpty()) {
                return null;
            }
            return text.equals("off") || text.equals("false") ? Duration.ZERO : Quantities.positiveDuration(text);
        }
    }

    /** Below a kilobyte a second the largest images would take months. */
    public static final class ScrubRate implements Converter<Long> {
        @Override
        public Long convert(String text) {
            return Quantities.size(text, 1_000, 100_000_000_000L);
        }
    }

    /**
     * The longest silence of another side: garbage collection and busy disks look like less, and a side that is silent
     * for more is dead.
     */
    public static final class IdleTimeout implements Converter<Duration> {
        @Override
        public Duration convert(String text) {
            return Quantities.duration(text, Duration.ofSeconds(1), Duration.ofMinutes(10));
        }
    }

    /** Below a second, starting a process on a busy machine looks like a signer that hangs. */
    public static final class SignerTimeout implements Converter<Duration> {
        @Override
        public Duration convert(String text) {
            return Quantities.duration(text, Duration.ofSeconds(1), Duration.ofMinutes(10));
        }
    }

    /** A percentage. */
    public static final class Share implements Converter<Double> {
        @Override
        public Double convert(String text) {
            return Quantities.share(text);
        }
    }

    /** Bytes. */
    public static final class Size implements Converter<Long> {
        @Override
        public Long convert(String text) {
            return Quantities.size(text);
        }
    }

    /** At least three parts of the smallest size, 5 MiB. One item gets two of them: one is filled while the other is sent. */
    public static final class BufferSize implements Converter<Long> {
        @Override
        public Long convert(String text) {
            return Quantities.size(text, 16_000_000, 8_000_000_000L);
        }
    }

    /** A whole number in a range. */
    abstract static class Count implements Converter<Integer> {
        private final int min;
        private final int max;

        Count(int min, int max) {
            this.min = min;
            this.max = max;
        }

        @Override
        public @Nullable Integer convert(String text) {
            return text.isEmpty() ? null : Quantities.count(text, min, max);
        }
    }

    /** A single fetcher with more would crowd its group: a share group has 200 members in all. */
    public static final class SlotCount extends Count {
        public SlotCount() {
            super(1, 64);
        }
    }

    public static final class ConnectionsPerHost extends Count {
        public ConnectionsPerHost() {
            super(1, 256);
        }
    }

    /** No common system lets a process have more open. */
    public static final class ConnectionCount extends Count {
        public ConnectionCount() {
            super(1, 100_000);
        }
    }

    /** Zero for no limit. */
    public static final class ConnectionLimit extends Count {
        public ConnectionLimit() {
            super(0, 100_000);
        }
    }

    public static final class PublicationCount extends Count {
        public PublicationCount() {
            super(1, 100);
        }
    }

    public static final class VersionCount extends Count {
        public VersionCount() {
            super(1, 1_000_000);
        }
    }

    /** A filter expression, kept as text: SmallRye Config takes an interface for a group of keys. */
    public static final class FilterExpression implements Converter<String> {
        @Override
        public String convert(String text) {
            try {
                Filter.parse(text);
                return text;
            } catch (FilterException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }
    }

    /** A regular expression in Python's syntax, kept as text. */
    public static final class RegularExpression implements Converter<String> {
        @Override
        public String convert(String text) {
            try {
                PythonRegex.compile(text);
                return text;
            } catch (RegexException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }
    }

    /** Where notifications are sent: the URL of an application, which may have a query. */
    public static final class WebhookUrl implements Converter<URI> {
        @Override
        public @Nullable URI convert(String text) {
            return text.isEmpty() ? null : HttpUrl.parseWithQuery(text);
        }
    }

    /** Where a mirror is served. */
    public static final class PublicPath implements Converter<String> {
        @Override
        public @Nullable String convert(String text) {
            return text.isEmpty() ? null : ServedPath.parse(text);
        }
    }
}
