package io.streammirror.fetcher.source;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The order in which sources are tried: the operator's order, but hosts in trouble come last for a while. Shared by all slots, so that not each of
 * them has to find out. Safe for concurrent use.
 */
public final class SourceHealth {
    /** Failures in a row that count as trouble. */
    private static final int MIN_FAILURES = 3;

    /** After this time a host in trouble is tried in its turn again. */
    private static final Duration RECOVERY = Duration.ofMinutes(1);

    private final Clock clock;
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
        failures.remove(Hosts.of(source));
    }

    public void failed(URI source) {
        Instant now = clock.instant();
        failures.merge(
                Hosts.of(source),
                new FailureCount(1, now),
                (before, first) -> new FailureCount(before.number() + 1, now));
    }

    private boolean isInTrouble(URI source) {
        FailureCount count = failures.get(Hosts.of(source));
        return count != null
                && count.number() >= MIN_FAILURES
                && clock.instant().isBefore(count.last().plus(RECOVERY));
    }
}
