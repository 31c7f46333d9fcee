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
 * Which sources are worth asking first: the operator's order, but hosts in trouble come last until they had time to recover. Shared by all
 * slots, so that not each of them has to find out.
 */
public final class SourceHealth {
    /** Failures in a row that are more than bad luck. */
    private static final int TROUBLE = 3;

    /** After this a host in trouble is asked in its turn again. */
    private static final Duration RECOVERY = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<String, Trouble> troubles = new ConcurrentHashMap<>();

    public SourceHealth(Clock clock) {
        this.clock = clock;
    }

    private record Trouble(int failures, Instant last) {}

    /** The same sources, best first. */
    public List<URI> rank(List<URI> sources) {
        return sources.stream().sorted(Comparator.comparing(this::isInTrouble)).toList();
    }

    public void succeeded(URI source) {
        troubles.remove(Hosts.of(source));
    }

    public void failed(URI source) {
        Instant now = clock.instant();
        troubles.merge(
                Hosts.of(source), new Trouble(1, now), (before, first) -> new Trouble(before.failures() + 1, now));
    }

    private boolean isInTrouble(URI source) {
        Trouble trouble = troubles.get(Hosts.of(source));
        return trouble != null
                && trouble.failures() >= TROUBLE
                && clock.instant().isBefore(trouble.last().plus(RECOVERY));
    }
}
