package io.streammirror.watcher.poll;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogDifference;
import io.streammirror.catalog.CatalogFormatException;
import io.streammirror.events.CatalogAccepted;
import io.streammirror.events.UpstreamPolled;
import io.streammirror.events.UpstreamPolled.Outcome;
import io.streammirror.log.LogException;
import io.streammirror.mirror.MirrorName;
import io.streammirror.selection.FilterException;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.StoreException;
import io.streammirror.upstream.Bookmark;
import io.streammirror.upstream.MirrorUpstream;
import io.streammirror.upstream.UpstreamException;
import io.streammirror.upstream.UpstreamReader.Reading;
import io.streammirror.upstream.UpstreamSet;
import io.streammirror.watcher.accept.Acceptance;
import io.streammirror.watcher.accept.Acceptance.Verdict;
import io.streammirror.watcher.event.EventChannel;
import io.streammirror.watcher.request.MissingItems;
import io.streammirror.watcher.request.WantedBlobs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One look at the upstream of one mirror, and all that follows from it; used by one thread at a time.
 *
 * <p>What is wanted is compared with what is stored on every poll, also when nothing is new upstream: that is what brings a
 * lost blob or a lost request back.
 */
public final class MirrorPoll {
    /** So often, although the index stayed the same, the products are read again: nothing binds them to the index. */
    static final int FULL_READ_EVERY = 24;

    /** Well within the time that the topic keeps its records. */
    static final Duration TOLD_AT_LEAST_EVERY = Duration.ofHours(1);

    private final MirrorName mirror;
    private final MirrorUpstream upstream;
    private final Acceptance acceptance;
    private final WantedBlobs wanted;
    private final MissingItems missing;
    private final EventChannel events;
    private final Patience patience;
    private final Clock clock;
    private final String run;

    private @Nullable Bookmark known;
    private int pollsSinceFullRead;
    private @Nullable CatalogAccepted accepted;
    private boolean acceptedTold;
    private boolean resumed;
    private @Nullable Instant upstreamUpdated;
    private @Nullable Sha256 revision;
    private @Nullable UpstreamPolled announced;

    public MirrorPoll(
            MirrorName mirror,
            MirrorUpstream upstream,
            Acceptance acceptance,
            WantedBlobs wanted,
            MissingItems missing,
            EventChannel events,
            Patience patience,
            Clock clock,
            String run) {
        this.mirror = mirror;
        this.upstream = upstream;
        this.acceptance = acceptance;
        this.wanted = wanted;
        this.missing = missing;
        this.events = events;
        this.patience = patience;
        this.clock = clock;
        this.run = run;
    }

    /** Takes up what an earlier run has accepted, so that it can be asked for although upstream may be away. */
    private void resume() {
        if (!resumed) {
            acceptance.current(mirror).ifPresent(this::follow);
            resumed = true;
        }
    }

    /**
     * Looks upstream once.
     *
     * @return how it ended, as it was announced
     */
    public UpstreamPolled poll() {
        UpstreamPolled polled = work();
        if (!isIdle(polled)) {
            events.send(List.of(polled));
            announced = polled;
        }
        return polled;
    }

    /** Broker trouble is thrown, for nothing can be told then; all other trouble is an outcome, so that nobody waits in vain. */
    private UpstreamPolled work() {
        try {
            resume();
            UpstreamPolled polled = look();
            tellAccepted();
            missing.askFor(mirror);
            return polled;
        } catch (StoreException | LogException | CatalogFormatException e) {
            known = null;
            return outcome(Outcome.FAILED, e.getMessage());
        }
    }

    /** Forgets what it knows of upstream, so that the next poll reads and announces everything anew. */
    public void startOver() {
        known = null;
        announced = null;
        acceptedTold = false;
    }

    /** An acceptance is told until the broker has it: the log holds it already, so no later poll would make it again. */
    private void tellAccepted() {
        if (accepted != null && !acceptedTold) {
            events.send(List.of(accepted));
            acceptedTold = true;
        }
    }

    /** An idle poll makes no event, as long as what was said before is fresh enough for whoever comes later to find it. */
    private boolean isIdle(UpstreamPolled polled) {
        return announced != null
                && polled.outcome() == Outcome.UNCHANGED
                && (announced.outcome() == Outcome.UNCHANGED || announced.outcome() == Outcome.ACCEPTED)
                && Objects.equals(polled.catalog(), announced.catalog())
                && polled.time().isBefore(announced.time().plus(TOLD_AT_LEAST_EVERY));
    }

    private UpstreamPolled look() {
        try {
            pollsSinceFullRead++;
            boolean fullRead = pollsSinceFullRead >= FULL_READ_EVERY;
            Bookmark shown = fullRead ? null : known;
            Optional<Reading> reading = patience.read(() -> upstream.read(shown));
            if (reading.isEmpty()) {
                return outcome(Outcome.UNCHANGED, null);
            }
            known = null; // until what was read is taken whole
            UpstreamPolled polled = take(reading.get().set());
            known = polled.outcome() == Outcome.HELD ? null : reading.get().bookmark();
            pollsSinceFullRead = 0;
            return polled;
        } catch (UpstreamException.Refused | FilterException e) {
            known = null;
            acceptance.refuse(mirror, String.valueOf(e.getMessage()));
            return outcome(Outcome.REFUSED, e.getMessage());
        } catch (UpstreamException e) {
            known = null;
            return outcome(Outcome.UNREACHABLE, e.getMessage());
        }
    }

    private UpstreamPolled take(UpstreamSet set) {
        Catalog catalog = upstream.select(set);
        Verdict verdict = acceptance.decide(set, catalog);
        if (verdict instanceof Verdict.Held held) {
            return outcome(Outcome.HELD, held.reason());
        }
        upstreamUpdated = set.updated();
        follow(catalog);
        if (verdict instanceof Verdict.Accepted fresh) {
            accepted = announcement(fresh);
            acceptedTold = false;
            return outcome(Outcome.ACCEPTED, null);
        }
        return outcome(Outcome.UNCHANGED, null);
    }

    private void follow(Catalog catalog) {
        revision = catalog.revision();
        wanted.follow(catalog, upstream.locations());
    }

    private CatalogAccepted announcement(Verdict.Accepted fresh) {
        CatalogDifference difference = fresh.difference();
        return new CatalogAccepted(
                mirror,
                fresh.revision(),
                difference.added().size(),
                difference.changed().size(),
                difference.removed().size(),
                fresh.differenceBlob(),
                clock.instant());
    }

    private UpstreamPolled outcome(Outcome outcome, @Nullable String reason) {
        return new UpstreamPolled(mirror, run, outcome, reason, upstreamUpdated, revision, clock.instant());
    }
}
