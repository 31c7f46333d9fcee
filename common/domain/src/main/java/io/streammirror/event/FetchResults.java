package io.streammirror.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several results in one record of {@link Topic#FETCH_RESULTS}, in the order in which a fetcher sent them. A record for each small item
 * costs its writer and every reader more than the result.
 *
 * @param results 1 to {@value #MAX_RESULTS}
 */
public record FetchResults(List<FetchResult> results) implements Event {
    /** Keeps a record far below the megabyte that a broker takes, with the longest reasons of failures. */
    public static final int MAX_RESULTS = 128;

    public FetchResults {
        results = List.copyOf(results);
        if (results.isEmpty() || results.size() > MAX_RESULTS) {
            throw new IllegalArgumentException("a record has 1 to " + MAX_RESULTS + " results, not " + results.size());
        }
    }

    /** The results that an event carries, one or several; none if it is another event. */
    public static List<FetchResult> of(@Nullable Event event) {
        if (event instanceof FetchResults several) {
            return several.results();
        }
        return event instanceof FetchResult one ? List.of(one) : List.of();
    }

    @Override
    public Topic topic() {
        return Topic.FETCH_RESULTS;
    }

    /** That of the first result. */
    @Override
    public String key() {
        return results.get(0).key();
    }

    /** That of the last result. */
    @Override
    public Instant time() {
        return results.get(results.size() - 1).time();
    }
}
