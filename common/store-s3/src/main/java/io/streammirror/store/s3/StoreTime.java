package io.streammirror.store.s3;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Notes the {@code Date} of the store's answers, those that refuse included. Safe for use by several threads. */
final class StoreTime implements Interceptor {
    /**
     * @param at by {@link System#nanoTime()}, which no change of this machine's clock moves
     */
    private record ClockSample(Instant date, long at) {}

    private volatile @Nullable ClockSample last;

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        String date = response.header("Date");
        if (date != null) {
            note(date);
        }
        return response;
    }

    void note(String date) {
        try {
            last = new ClockSample(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)), System.nanoTime());
        } catch (DateTimeParseException unreadable) {
            // The next answer may have a better one.
            return;
        }
    }

    Optional<Instant> now() {
        return Optional.ofNullable(last).map(seen -> seen.date().plus(Duration.ofNanos(System.nanoTime() - seen.at())));
    }
}
