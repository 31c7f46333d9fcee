package io.streammirror.watcher.poll;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogDifference;
import io.streammirror.catalog.CatalogFormatException;
import io.streammirror.events.CatalogAccepted;
import io.streammirror.events.UpstreamPolled;
import io.streammirror.events.UpstreamPolled.Outcome;
import io.streammirror.log.LogException;
import io.streammirror.log.Objection;
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
import io.streammirror.watcher.accept.Verdict;
import io.streammirror.watcher.event.EventChannel;
import io.streammirror.watcher.request.MissingItems;
import io.streammirror.watcher.request.WantedBlobs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
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

    /** How often a look is repeated because other watchers took decisions meanwhile. */
    private static final int MOST_TRIES = 3;

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
    private Verdict.@Nullable Held waiting;
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

    /** Takes up what the log says is followed: it may be an earlier run's, another watcher's, or an operator's decision. */
    private void catchUp() {
        acceptance.followedUnlike(revision).ifPresent(catalog -> {
            follow(catalog);
            if (waiting != null && waiting.change().revision().equals(revision)) {
                tell(announcement(
                        waiting.change().revision(),
                        waiting.difference(),
                        waiting.change().difference()));
            }
            waiting = null;
        });
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
            catchUp();
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
            return outcome(verdict());
        } catch (UpstreamException.Refused | FilterException e) {
            known = null;
            acceptance.refuse(String.valueOf(e.getMessage()), Optional.empty());
            return outcome(Outcome.REFUSED, e.getMessage());
        } catch (UpstreamException.Unsettled e) {
            known = null;
            return outcome(Outcome.UNSETTLED, e.getMessage());
        } catch (UpstreamException.Unreachable e) {
            known = null;
            return outcome(Outcome.UNREACHABLE, e.getMessage());
        }
    }

    /** Looks again when another watcher was faster; each time somebody has taken a decision, so this ends. */
    private Verdict verdict() {
        Verdict verdict = lookOnce();
        for (int tries = 1; verdict instanceof Verdict.Overtaken && tries < MOST_TRIES; tries++) {
            known = null;
            catchUp();
            verdict = lookOnce();
        }
        return verdict;
    }

    private Verdict lookOnce() {
        pollsSinceFullRead++;
        boolean fullRead = pollsSinceFullRead >= FULL_READ_EVERY;
        Bookmark shown = fullRead ? null : known;
        Optional<Reading> reading = patience.read(() -> upstream.read(shown));
        if (reading.isEmpty() && revision != null) {
            return acceptance.standStill(upstreamUpdated, revision);
        }
        known = null; // until what was read is taken whole
        Verdict verdict = take(reading.orElseThrow().set());
        if (verdict instanceof Verdict.Accepted || verdict instanceof Verdict.Unchanged) {
            known = reading.get().bookmark();
        }
        pollsSinceFullRead = 0;
        return verdict;
    }

    private Verdict take(UpstreamSet set) {
        Catalog catalog = upstream.select(set);
        Verdict verdict = acceptance.decide(set, catalog);
        if (verdict instanceof Verdict.Accepted accepted) {
            upstreamUpdated = set.updated();
            follow(catalog);
            tell(announcement(accepted.revision(), accepted.difference(), accepted.differenceBlob()));
        } else if (verdict instanceof Verdict.Unchanged) {
            upstreamUpdated = set.updated();
            follow(catalog);
        }
        return verdict;
    }

    private UpstreamPolled outcome(Verdict verdict) {
        waiting = null;
        if (verdict instanceof Verdict.Held held) {
            waiting = held;
            String reasons =
                    held.change().objections().stream().map(Objection::toString).collect(Collectors.joining("; "));
            return outcome(Outcome.HELD, reasons, held.change().revision());
        }
        if (verdict instanceof Verdict.Overtaken) {
            return outcome(Outcome.UNSETTLED, "other watchers of this mirror took decisions all the while");
        }
        return outcome(verdict instanceof Verdict.Accepted ? Outcome.ACCEPTED : Outcome.UNCHANGED, null);
    }

    private void follow(Catalog catalog) {
        revision = catalog.revision();
        wanted.follow(catalog, upstream.locations());
    }

    private CatalogAccepted announcement(Sha256 accepted, CatalogDifference difference, Sha256 differenceBlob) {
        return new CatalogAccepted(
                mirror,
                accepted,
                difference.added().size(),
                difference.changed().size(),
                difference.removed().size(),
                differenceBlob,
                clock.instant());
    }

    private void tell(CatalogAccepted news) {
        accepted = news;
        acceptedTold = false;
    }

    private UpstreamPolled outcome(Outcome outcome, @Nullable String reason) {
        return outcome(outcome, reason, null);
    }

    private UpstreamPolled outcome(Outcome outcome, @Nullable String reason, @Nullable Sha256 held) {
        return new UpstreamPolled(mirror, run, outcome, reason, upstreamUpdated, revision, held, clock.instant());
    }
}
