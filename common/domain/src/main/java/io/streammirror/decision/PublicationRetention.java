package io.streammirror.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which superseded publications are kept: the newest ones, and all that are still within the grace.
 *
 * @param newest how many are kept, however old
 * @param grace how long slow readers may follow a superseded tree
 */
public record PublicationRetention(int newest, Duration grace) {
    /**
     * However many a busy day brings: each entry of the log names them all, and without a bound the entries, and with them publishing,
     * would come to an end.
     */
    public static final int MOST = 1000;

    public PublicationRetention {
        if (newest < 0 || grace.isNegative()) {
            throw new IllegalArgumentException(
                    "publication retention cannot be negative: newest " + newest + ", grace " + grace);
        }
    }

    /** What is kept of a list that begins with the newest. */
    List<SupersededPublication> kept(List<SupersededPublication> newestFirst, Instant now) {
        Instant oldest = now.minus(grace);
        var kept = new ArrayList<SupersededPublication>();
        for (SupersededPublication publication : newestFirst) {
            if (kept.size() < MOST
                    && (kept.size() < newest || publication.supersededAt().isAfter(oldest))) {
                kept.add(publication);
            }
        }
        return kept;
    }
}
