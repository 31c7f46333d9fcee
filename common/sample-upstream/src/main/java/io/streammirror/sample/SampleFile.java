package io.streammirror.sample;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Content with its HTTP validators; the time changes only with the content. */
record SampleFile(Blob blob, Instant modified) {
    SampleFile {
        modified = modified.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The file that replaces another, if there was one. */
    static SampleFile after(@Nullable SampleFile before, Blob blob, Instant updated) {
        return before != null && before.blob().sha256().equals(blob.sha256()) ? before : new SampleFile(blob, updated);
    }

    String etag() {
        return '"' + blob.sha256().abbreviated() + '"';
    }

    String lastModified() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(modified.atOffset(ZoneOffset.UTC));
    }

    /** Whether a client that sent these conditions has the content already (RFC 9110, section 13.2.2). */
    boolean isKnownTo(Optional<String> ifNoneMatch, Optional<String> ifModifiedSince) {
        return ifNoneMatch
                .map(tags -> tags.contains(etag()) || tags.equals("*"))
                .orElseGet(() -> ifModifiedSince.filter(lastModified()::equals).isPresent());
    }

    /** Whether a client that has a part of the content may add a range to it. */
    boolean isStill(Optional<String> ifRange) {
        return ifRange.map(validator -> validator.equals(etag()) || validator.equals(lastModified()))
                .orElse(true);
    }
}
