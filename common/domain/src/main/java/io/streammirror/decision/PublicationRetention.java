package io.streammirror.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which superseded publications are kept. Each entry of the log names them all, so however many a busy day brings, they are thinned out:
 * the newest ones stay, then one for each span of the last hour, then one for each longer span of the grace.
 *
 * @param newest how many are kept, however old; at most {@link #MAX_KEPT}
 * @param grace how long slow readers may follow a superseded tree
 */
public record PublicationRetention(int newest, Duration grace) {
    /** Of one mirror; some 40 kB in each entry. */
    public static final int MAX_KEPT = 100;

    /** More than a quiet mirror publishes in a day. */
    static final int DENSE = 30;

    private static final Duration RECENT = Duration.ofHours(1);
    private static final Duration RECENT_SPAN = Duration.ofMinutes(3);

    /** Of an hour each with the default grace. */
    private static final int SPANS = 48;

    public PublicationRetention {
        if (newest < 0 || grace.isNegative()) {
            throw new IllegalArgumentException(
                    "publication retention cannot be negative: newest " + newest + ", grace " + grace);
        }
    }

    /** The entries to keep of a list that begins with the newest. */
    List<SupersededPublication> kept(List<SupersededPublication> newestFirst, Instant now) {
        var kept = new ArrayList<SupersededPublication>();
        Set<String> spans = new HashSet<>();
        for (SupersededPublication publication : newestFirst) {
            boolean isFirstOfSpan = spans.add(span(publication.supersededAt(), now));
            boolean inGrace = publication.supersededAt().isAfter(now.minus(grace));
            boolean wanted = kept.size() < newest || (inGrace && (kept.size() < DENSE || isFirstOfSpan));
            if (wanted && kept.size() < MAX_KEPT) {
                kept.add(publication);
            }
        }
        return kept;
    }

    /** Spans have fixed borders, so what is kept of one stays the same while time passes. */
    private String span(Instant time, Instant now) {
        boolean recent = time.isAfter(now.minus(RECENT));
        Duration span = recent ? RECENT_SPAN : Duration.ofHours(Math.max(1, (grace.toHours() + SPANS - 1) / SPANS));
        return (recent ? "recent " : "older ") + Math.floorDiv(time.getEpochSecond(), span.toSeconds());
    }
}
