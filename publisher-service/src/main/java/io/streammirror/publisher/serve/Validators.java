package io.streammirror.publisher.serve;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The entity tag and date of a file, by which conditional requests are evaluated (RFC 9110, section 13).
 *
 * @param etag strong, quoted
 * @param modified to the second, which is all that the header can say
 */
record Validators(String etag, Instant modified) {
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    Validators {
        modified = modified.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The result of a conditional request. */
    enum ConditionResult {
        PROCEED,
        NOT_MODIFIED,
        FAILED
    }

    String lastModified() {
        return HTTP_DATE.format(modified.atZone(ZoneOffset.UTC));
    }

    /** Evaluates a GET or HEAD in the order of the RFC: entity tags win over dates. */
    ConditionResult evaluate(
            @Nullable String ifMatch,
            @Nullable String ifUnmodifiedSince,
            @Nullable String ifNoneMatch,
            @Nullable String ifModifiedSince) {
        if (ifMatch != null
                ? !lists(ifMatch)
                : date(ifUnmodifiedSince).map(modified::isAfter).orElse(false)) {
            return ConditionResult.FAILED;
        }
        if (ifNoneMatch != null) {
            return lists(weaken(ifNoneMatch)) ? ConditionResult.NOT_MODIFIED : ConditionResult.PROCEED;
        }
        boolean fresh =
                date(ifModifiedSince).map(since -> !modified.isAfter(since)).orElse(false);
        return fresh ? ConditionResult.NOT_MODIFIED : ConditionResult.PROCEED;
    }

    /** Whether a {@code Range} may be honoured: the client's earlier part is of this very state. */
    boolean allowsRange(@Nullable String ifRange) {
        return ifRange == null
                || ifRange.trim().equals(etag)
                || date(ifRange).map(modified::equals).orElse(false);
    }

    private boolean lists(String tags) {
        return tags.trim().equals("*")
                || Arrays.stream(tags.split(",", -1)).map(String::trim).anyMatch(etag::equals);
    }

    /** {@code If-None-Match} compares weakly: a cache may have weakened our tag when it compressed the body. */
    private static String weaken(String tags) {
        return tags.replace("W/\"", "\"");
    }

    private static Optional<Instant> date(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZonedDateTime.parse(header.trim(), HTTP_DATE.withZone(ZoneOffset.UTC))
                    .toInstant());
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
