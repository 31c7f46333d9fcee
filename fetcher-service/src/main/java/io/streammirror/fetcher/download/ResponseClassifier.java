package io.streammirror.fetcher.download;

import io.streammirror.fetcher.download.Attempt.Broken;
import io.streammirror.fetcher.download.Attempt.Busy;
import io.streammirror.fetcher.download.Attempt.Changed;
import io.streammirror.fetcher.download.Attempt.Missing;
import io.streammirror.fetcher.download.Attempt.Refused;
import io.streammirror.fetcher.download.Attempt.Wrong;
import io.streammirror.fetcher.meter.RetryCause;
import io.streammirror.fetcher.source.ContentRange;
import io.streammirror.fetcher.source.RangeRequest;
import io.streammirror.fetcher.source.SourceResponse;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Decides by its head whether the body of a response may be used, and if not, what that means.
 *
 * <p>Validators do not count: servers behind one name send different ones for the same bytes. The size must fit, and
 * the digests decide in the end.
 */
final class ResponseClassifier {
    static final int OK = 200;
    static final int PARTIAL = 206;

    private static final int NOT_FOUND = 404;
    private static final String GZIP = "gzip";

    /** They refuse the range, not the item. */
    private static final Set<Integer> RANGE_REFUSALS = Set.of(412, 416);

    /** Too many requests, service unavailable: how servers limit the requests at a time. */
    private static final Set<Integer> BUSY = Set.of(429, 503);

    /** Request timeout, too early: 4xx that may change. */
    private static final Set<Integer> TEMPORARY = Set.of(408, 425);

    private static final Set<Integer> CREDENTIALS = Set.of(401, 403, 407);

    private ResponseClassifier() {}

    /**
     * The problem with the response to a request for this range of an item of this size; empty if its body may be read.
     */
    static Optional<Attempt> classify(SourceResponse response, RangeRequest request, long size) {
        int status = response.status();
        if (status == PARTIAL) {
            return classifyPartial(response, request, size);
        }
        if (status == OK) {
            return classifyWhole(response, size);
        }
        if (!request.isWhole() && RANGE_REFUSALS.contains(status)) {
            return Optional.of(new Changed("status " + status + " for a part of it"));
        }
        return Optional.of(refusal(response, reason(response)));
    }

    /**
     * Whether the body of a whole response has to be decoded. A length that equals the size means that the server only
     * labels a compressed file: then the body is the item.
     */
    static boolean isEncoded(SourceResponse response, long size) {
        return response.encoding().isPresent() && !response.length().equals(OptionalLong.of(size));
    }

    private static Attempt refusal(SourceResponse response, String reason) {
        int status = response.status();
        if (BUSY.contains(status)) {
            return new Busy(reason, response.retryAfter());
        }
        if (status == NOT_FOUND) {
            return new Missing(reason);
        }
        // A refusal after a redirect must look like a failed connection there.
        boolean temporary = status >= 500 || TEMPORARY.contains(status) || response.redirected();
        return temporary ? new Broken(RetryCause.STATUS, reason, response.retryAfter()) : new Refused(reason);
    }

    /** Public, so it hides the response of a host that the source redirects to. */
    private static String reason(SourceResponse response) {
        int status = response.status();
        return response.redirected() ? SourceResponse.NOT_DELIVERED : "status " + status + advice(status);
    }

    private static Optional<Attempt> classifyPartial(SourceResponse response, RangeRequest request, long size) {
        Optional<ContentRange> range = response.range();
        if (range.filter(sent -> sent.answers(request, size)).isEmpty()) {
            return Optional.of(new Changed("its partial response is not the requested range"));
        }
        boolean ofEncoded = response.encoding().isPresent()
                && range.filter(sent -> sent.total().isPresent()).isEmpty();
        return ofEncoded
                ? Optional.of(new Changed("its partial response is encoded as "
                        + response.encoding().get()))
                : Optional.empty();
    }

    private static Optional<Attempt> classifyWhole(SourceResponse response, long size) {
        if (isEncoded(response, size)) {
            return response.encoding().filter(GZIP::equals).isPresent()
                    ? Optional.empty()
                    : Optional.of(new Refused(
                            "its Content-Encoding is " + response.encoding().orElse("unknown")
                                    + ", which was not requested and cannot be decoded"));
        }
        long announced = response.length().orElse(size);
        return announced == size
                ? Optional.empty()
                : Optional.of(new Wrong("size is " + announced + " (Content-Length), expected " + size));
    }

    private static String advice(int status) {
        return CREDENTIALS.contains(status)
                ? ": it wants credentials, or others than those in the mirror's credentials-file"
                : "";
    }
}
