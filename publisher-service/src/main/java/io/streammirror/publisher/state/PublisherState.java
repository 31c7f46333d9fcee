package io.streammirror.publisher.state;

import io.streammirror.config.Settings;
import io.streammirror.event.FetchProgress;
import io.streammirror.event.FetchResult;
import io.streammirror.event.ItemFailed;
import io.streammirror.event.ItemRejected;
import io.streammirror.event.ItemStored;
import io.streammirror.event.UpstreamPolled;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The facts that this process has read and received, for status: each answer is a snapshot.
 *
 * <p>Safe for use by many threads. It is never the ground of a decision, except for when to list the store again.
 */
@Singleton
public class PublisherState {
    /** Busy fetchers report each second; one that has not for so long has nothing to do, or is gone. */
    static final Duration PROGRESS_FORGOTTEN = Duration.ofSeconds(5);

    private final Map<MirrorName, MirrorView> views = new ConcurrentHashMap<>();
    private final Map<MirrorName, Freshness> freshness = new ConcurrentHashMap<>();
    private final Map<MirrorName, Unpublished> unpublished = new ConcurrentHashMap<>();
    private final Map<Sha256, FailedFetch> failures = new ConcurrentHashMap<>();
    private final Map<MirrorName, Instant> answered = new ConcurrentHashMap<>();
    private final Map<String, FetchProgress> progress = new ConcurrentHashMap<>();
    private final AtomicLong logSequence = new AtomicLong();
    private final Clock clock;

    public PublisherState(Settings settings, Clock clock) {
        this.clock = clock;
        settings.mirrors().keySet().forEach(mirror -> views.put(mirror, MirrorView.unseen(mirror)));
    }

    /** All mirrors of the configuration, by name. */
    public SortedMap<MirrorName, MirrorView> views() {
        return new TreeMap<>(views);
    }

    public MirrorView view(MirrorName mirror) {
        return views.getOrDefault(mirror, MirrorView.unseen(mirror));
    }

    /** When the upstream of a mirror answered a poll last; empty when no such poll is known. */
    public Optional<Instant> answered(MirrorName mirror) {
        return Optional.ofNullable(answered.get(mirror));
    }

    /** Blobs whose last fetch did not succeed. */
    public Map<Sha256, FailedFetch> failures() {
        return Map.copyOf(failures);
    }

    /** The last progress of each busy fetcher, by its name. */
    public List<FetchProgress> progress() {
        Instant forgotten = clock.instant().minus(PROGRESS_FORGOTTEN);
        progress.values().removeIf(report -> report.time().isBefore(forgotten));
        return progress.values().stream()
                .sorted(Comparator.comparing(FetchProgress::fetcher))
                .toList();
    }

    /** Renews the view of a mirror; mirrors that the configuration does not name are left alone. */
    public void update(MirrorName mirror, UnaryOperator<MirrorView> change) {
        views.computeIfPresent(mirror, (name, view) -> {
            MirrorView now = change.apply(view);
            freshness.computeIfAbsent(mirror, any -> new Freshness()).observe(now, clock.instant());
            return now;
        });
    }

    /** The age of the oldest thing that a mirror wants of an accepted catalog and that is not live; zero while there is none. */
    public Duration freshnessLag(MirrorName mirror) {
        Freshness of = freshness.get(mirror);
        return of == null ? Duration.ZERO : of.lag(clock.instant());
    }

    /** Notes what the last assembly of a mirror has left out. */
    public void leftOut(MirrorName mirror, Unpublished now) {
        unpublished.put(mirror, now);
    }

    /** The omissions of the last assembly of a mirror. */
    public Unpublished unpublished(MirrorName mirror) {
        return unpublished.getOrDefault(mirror, Unpublished.NONE);
    }

    /** Notes how far the log was read. */
    public void readLog(long sequence) {
        logSequence.accumulateAndGet(sequence, Math::max);
    }

    /** The sequence of the newest log entry that was read; 0 while there is none. */
    public long logSequence() {
        return logSequence.get();
    }

    public void observe(UpstreamPolled poll) {
        update(poll.mirror(), view -> view.withLastPoll(poll));
        if (poll.outcome() != UpstreamPolled.Outcome.UNREACHABLE) {
            answered.merge(poll.mirror(), poll.time(), (one, other) -> one.isAfter(other) ? one : other);
        }
    }

    public void observe(FetchProgress report) {
        progress.put(report.fetcher(), report);
    }

    public void observe(FetchResult result) {
        if (result instanceof ItemStored stored) {
            failures.remove(stored.sha256());
        } else if (result instanceof ItemRejected rejected) {
            failures.put(rejected.sha256(), new FailedFetch(rejected.run(), rejected.reason(), false, rejected.time()));
        } else if (result instanceof ItemFailed failed) {
            failures.put(
                    failed.sha256(), new FailedFetch(failed.run(), failed.reason(), failed.retryable(), failed.time()));
        }
    }

    /** Forgets failures of blobs that the store turned out to have. */
    public void stored(Predicate<Sha256> isStored) {
        failures.keySet().removeIf(isStored);
    }
}
