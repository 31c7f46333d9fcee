package io.streammirror.fetcher.source;

import io.streammirror.http.HttpAuthority;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The order in which sources are tried: the operator's order, but hosts in trouble come last for a while. Shared by all
 * slots, so that not each of them has to find out. Safe for concurrent use.
 */
public final class SourceHealth {
    /** Failures in a row that count as trouble. */
    private static final int MIN_FAILURES = 3;

    /** After this time a host in trouble is tried in its turn again. */
    private static final Duration RECOVERY = Duration.ofMinutes(1);

    /** How long items that stayed missing count. */
    private static final Duration MISSING_MEMORY = Duration.ofMinutes(10);

    private final Clock clock;
    private final Map<String, FailureCount> missing = new ConcurrentHashMap<>();
    private final Map<String, FailureCount> failures = new ConcurrentHashMap<>();

    public SourceHealth(Clock clock) {
        this.clock = clock;
    }

    private record FailureCount(int number, Instant last) {}

    /** The same sources, the best first. */
    public List<URI> rank(List<URI> sources) {
        return sources.stream().sorted(Comparator.comparing(this::isInTrouble)).toList();
    }

    public void succeeded(URI source) {
        failures.remove(hostOf(source));
    }

    public void failed(URI source) {
        Instant now = clock.instant();
        failures.merge(
                hostOf(source),
                new FailureCount(1, now),
                (before, first) -> new FailureCount(before.number() + 1, now));
    }

    /** An item stayed missing at this source. */
    public void missing(URI source) {
        Instant now = clock.instant();
        missing.merge(
                hostOf(source),
                new FailureCount(1, now),
                (before, first) -> now.isAfter(before.last().plus(MISSING_MEMORY))
                        ? first
                        : new FailureCount(before.number() + 1, now));
    }

    /** Whether several items stayed missing at this source lately, so that there is no use in waiting for the next one. */
    public boolean lacksItems(URI source) {
        FailureCount count = missing.get(hostOf(source));
        return count != null
                && count.number() >= MIN_FAILURES
                && clock.instant().isBefore(count.last().plus(MISSING_MEMORY));
    }

    private static String hostOf(URI source) {
        return HttpAuthority.of(source).map(HttpAuthority::toString).orElseGet(source::toString);
    }

    private boolean isInTrouble(URI source) {
        FailureCount count = failures.get(hostOf(source));
        return count != null
                && count.number() >= MIN_FAILURES
                && clock.instant().isBefore(count.last().plus(RECOVERY));
    }
}
