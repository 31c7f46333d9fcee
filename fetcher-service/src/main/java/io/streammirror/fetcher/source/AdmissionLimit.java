package io.streammirror.fetcher.source;

import java.time.Duration;

/**
 * How many requests at a time a host admits, learned from its refusals (429, 503). A learned limit counts for a while,
 * then one more request is tried; after every further refusal the while doubles.
 *
 * <p>Not safe for concurrent use.
 */
final class AdmissionLimit {
    static final Duration MIN_VALIDITY = Duration.ofMinutes(1);
    static final Duration MAX_VALIDITY = Duration.ofHours(1);

    private final int cap;
    private int limit;
    private Duration validity = MIN_VALIDITY;
    private long validUntil;

    /**
     * @param cap the limit as long as nothing is learned
     */
    AdmissionLimit(int cap) {
        this.cap = cap;
        this.limit = cap;
    }

    int limit(long now) {
        if (limit < cap && now - validUntil >= 0) {
            limit++;
            validUntil = now + validity.toNanos();
            if (limit == cap) {
                validity = MIN_VALIDITY;
            }
        }
        return limit;
    }

    /**
     * The host refused a request.
     *
     * @param admitted how many other requests it served at that time; 0 teaches nothing about their number
     */
    void refused(int admitted, long now) {
        if (admitted == 0 || admitted >= limit) {
            return;
        }
        if (limit < cap) {
            Duration doubled = validity.multipliedBy(2);
            validity = doubled.compareTo(MAX_VALIDITY) > 0 ? MAX_VALIDITY : doubled;
        }
        limit = admitted;
        validUntil = now + validity.toNanos();
    }
}
