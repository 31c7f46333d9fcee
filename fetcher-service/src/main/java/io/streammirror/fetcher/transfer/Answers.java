package io.streammirror.fetcher.transfer;

import io.streammirror.fetcher.source.SourceResponse;
import io.streammirror.fetcher.source.Span;
import io.streammirror.fetcher.transfer.Attempt.Broken;
import io.streammirror.fetcher.transfer.Attempt.Changed;
import io.streammirror.fetcher.transfer.Attempt.Refused;
import io.streammirror.fetcher.transfer.Attempt.Wrong;
import java.util.Optional;
import java.util.Set;

/** Judges the heads of answers: whether their bodies may be used, and if not, what that means. */
final class Answers {
    static final int OK = 200;
    static final int PARTIAL = 206;

    /** They refuse the range, not the item. */
    private static final Set<Integer> RANGE_REFUSALS = Set.of(412, 416);

    /** Request timeout, too early, too many requests: 4xx that mean later. */
    private static final Set<Integer> LATER = Set.of(408, 425, 429);

    private static final Set<Integer> CREDENTIALS = Set.of(401, 403, 407);

    private Answers() {}

    /** What is wrong with an answer to a request for this span of an item of this size; empty to read its body. */
    static Optional<Attempt> judge(SourceResponse response, Span span, long size) {
        int status = response.status();
        if (status == PARTIAL) {
            return judgePartial(response, span, size);
        }
        if (status == OK) {
            return judgeWhole(response, span, size);
        }
        if (!span.isWhole() && RANGE_REFUSALS.contains(status)) {
            return Optional.of(new Changed("status " + status + " for a part of it"));
        }
        if (status >= 500 || LATER.contains(status)) {
            return Optional.of(new Broken(RetryCause.STATUS, "status " + status, response.retryAfter()));
        }
        return Optional.of(new Refused("status " + status + advice(status)));
    }

    private static Optional<Attempt> judgePartial(SourceResponse response, Span span, long size) {
        boolean fits =
                response.range().filter(range -> range.answers(span, size)).isPresent();
        if (!fits) {
            return Optional.of(new Changed("its partial answer is not what was asked for"));
        }
        return isAnother(response, span)
                ? Optional.of(new Changed("it has another state of the item than before"))
                : Optional.empty();
    }

    /** The whole instead of a part: the item changed, or the source knows no parts. */
    private static Optional<Attempt> judgeWhole(SourceResponse response, Span span, long size) {
        if (span.first() > 0 && isAnother(response, span)) {
            return Optional.of(new Changed("it has another state of the item than before"));
        }
        long announced = response.length().orElse(size);
        return announced == size
                ? Optional.empty()
                : Optional.of(new Wrong("size is " + announced + " (Content-Length), expected " + size));
    }

    private static boolean isAnother(SourceResponse response, Span span) {
        return span.validator().isPresent()
                && response.validator().isPresent()
                && !span.validator().equals(response.validator());
    }

    private static String advice(int status) {
        return CREDENTIALS.contains(status)
                ? ": it wants credentials, or others than those in the mirror's credentials-file"
                : "";
    }
}
