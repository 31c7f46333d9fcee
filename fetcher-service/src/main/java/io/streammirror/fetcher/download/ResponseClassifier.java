package io.streammirror.fetcher.download;

import io.streammirror.fetcher.download.Attempt.Broken;
import io.streammirror.fetcher.download.Attempt.Changed;
import io.streammirror.fetcher.download.Attempt.Refused;
import io.streammirror.fetcher.download.Attempt.Wrong;
import io.streammirror.fetcher.meter.RetryCause;
import io.streammirror.fetcher.source.RangeRequest;
import io.streammirror.fetcher.source.SourceResponse;
import java.util.Optional;
import java.util.Set;

/** Decides by its head whether the body of a response may be used, and if not, what that means. */
final class ResponseClassifier {
    static final int OK = 200;
    static final int PARTIAL = 206;

    /** They refuse the range, not the item. */
    private static final Set<Integer> RANGE_REFUSALS = Set.of(412, 416);

    /** Request timeout, too early, too many requests: 4xx that may change. */
    private static final Set<Integer> TEMPORARY = Set.of(408, 425, 429);

    private static final Set<Integer> CREDENTIALS = Set.of(401, 403, 407);

    private ResponseClassifier() {}

    /** What is wrong with the response to a request for this range of an item of this size; empty if its body may be read. */
    static Optional<Attempt> classify(SourceResponse response, RangeRequest request, long size) {
        int status = response.status();
        if (status == PARTIAL) {
            return classifyPartial(response, request, size);
        }
        if (status == OK) {
            return classifyWhole(response, request, size);
        }
        if (!request.isWhole() && RANGE_REFUSALS.contains(status)) {
            return Optional.of(new Changed("status " + status + " for a part of it"));
        }
        if (status >= 500 || TEMPORARY.contains(status)) {
            return Optional.of(new Broken(RetryCause.STATUS, "status " + status, response.retryAfter()));
        }
        return Optional.of(new Refused("status " + status + advice(status)));
    }

    private static Optional<Attempt> classifyPartial(SourceResponse response, RangeRequest request, long size) {
        boolean fits =
                response.range().filter(range -> range.answers(request, size)).isPresent();
        if (!fits) {
            return Optional.of(new Changed("its partial response is not the requested range"));
        }
        return isAnotherState(response, request)
                ? Optional.of(new Changed("it has another state of the item than before"))
                : Optional.empty();
    }

    /** The whole item for a part: the item changed, or the source does not support ranges. */
    private static Optional<Attempt> classifyWhole(SourceResponse response, RangeRequest request, long size) {
        if (request.first() > 0 && isAnotherState(response, request)) {
            return Optional.of(new Changed("it has another state of the item than before"));
        }
        long announced = response.length().orElse(size);
        return announced == size
                ? Optional.empty()
                : Optional.of(new Wrong("size is " + announced + " (Content-Length), expected " + size));
    }

    private static boolean isAnotherState(SourceResponse response, RangeRequest request) {
        return request.validator().isPresent()
                && response.validator().isPresent()
                && !request.validator().equals(response.validator());
    }

    private static String advice(int status) {
        return CREDENTIALS.contains(status)
                ? ": it wants credentials, or others than those in the mirror's credentials-file"
                : "";
    }
}
