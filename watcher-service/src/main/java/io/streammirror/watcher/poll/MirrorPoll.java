package io.streammirror.watcher.poll;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogDifference;
import io.streammirror.catalog.CatalogFormatException;
import io.streammirror.decision.LogException;
import io.streammirror.decision.Objection;
import io.streammirror.event.CatalogAccepted;
import io.streammirror.event.UpstreamPolled;
import io.streammirror.event.UpstreamPolled.Outcome;
import io.streammirror.mirror.MirrorName;
import io.streammirror.selection.FilterException;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.StoreException;
import io.streammirror.upstream.MirrorUpstream;
import io.streammirror.upstream.ReadResult;
import io.streammirror.upstream.RefusedDocument;
import io.streammirror.upstream.UpstreamException;
import io.streammirror.watcher.accept.Acceptance;
import io.streammirror.watcher.accept.Verdict;
import io.streammirror.watcher.event.EventChannel;
import io.streammirror.watcher.request.MissingItems;
import io.streammirror.watcher.request.WantedBlobs;
import java.time.Clock;
import java.time.Duration;
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
    /** How often a look is repeated because other watchers took decisions meanwhile. */
    private static final int MAX_TRIES = 3;

    private final MirrorName mirror;
    private final MirrorUpstream upstream;
    private final UpstreamWatch watch;
    private final Acceptance acceptance;
    private final WantedBlobs wanted;
    private final MissingItems missing;
    private final Announcements announcements;
    private final Clock clock;
    private final String run;

    private Verdict.@Nullable Held waiting;
    private @Nullable Sha256 revision;

    /** Kept only where the next selection hangs on it, since it may be large. */
    private @Nullable Catalog followed;

    private Duration pauseAsked = Duration.ZERO;

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
        this.watch = new UpstreamWatch(upstream, patience);
        this.acceptance = acceptance;
        this.wanted = wanted;
        this.missing = missing;
        this.announcements = new Announcements(events);
        this.clock = clock;
        this.run = run;
    }

    /**
     * Looks upstream once.
     *
     * @return how it ended, as it was announced
     */
    public UpstreamPolled poll() {
        pauseAsked = Duration.ZERO;
        UpstreamPolled polled = work();
        announcements.tell(polled);
        return polled;
    }

    /** For how long upstream asked to be left alone when it was last looked at; zero when it did not. */
    public Duration pauseAsked() {
        return pauseAsked;
    }

    /** Forgets what it knows of upstream, so that the next poll reads and announces everything anew. */
    public void startOver() {
        watch.forget();
        announcements.startOver();
    }

    /** Broker trouble is thrown, for nothing can be told then; all other trouble is an outcome, so that nobody waits in vain. */
    private UpstreamPolled work() {
        try {
            catchUp();
            UpstreamPolled polled = look();
            announcements.tellAccepted();
            missing.askFor(mirror);
            return polled;
        } catch (StoreException | LogException | CatalogFormatException e) {
            watch.forget();
            return outcome(Outcome.FAILED, e.getMessage(), null);
        }
    }

    /** Takes up what the log says is followed: it may be an earlier run's, another watcher's, or an operator's decision. */
    private void catchUp() {
        acceptance.followedUnlike(revision).ifPresent(catalog -> {
            follow(catalog);
            if (waiting != null && waiting.change().revision().equals(revision)) {
                announce(
                        waiting.change().revision(),
                        waiting.difference(),
                        waiting.change().difference());
            }
        });
    }

    private UpstreamPolled look() {
        try {
            return outcome(verdict());
        } catch (UpstreamException.Refused | FilterException e) {
            watch.forget();
            String reason = Told.of(e);
            acceptance.refuse(reason, document(e));
            return outcome(Outcome.REFUSED, reason, null);
        } catch (UpstreamException.Unsettled e) {
            watch.forget();
            return outcome(Outcome.UNSETTLED, Told.of(e), null);
        } catch (UpstreamException.Unreachable e) {
            pauseAsked = e.retryAfter().orElse(Duration.ZERO);
            return outcome(Outcome.UNREACHABLE, Told.of(e), null);
        }
    }

    private static Optional<byte[]> document(RuntimeException refusal) {
        return refusal instanceof UpstreamException.Refused refused
                ? refused.document().map(RefusedDocument::bytes)
                : Optional.empty();
    }

    /** Looks again when another watcher was faster; each time somebody has taken a decision, so this ends. */
    private Verdict verdict() {
        Verdict verdict = lookOnce();
        for (int tries = 1; verdict instanceof Verdict.Overtaken && tries < MAX_TRIES; tries++) {
            watch.forget();
            catchUp();
            verdict = lookOnce();
        }
        return verdict;
    }

    private Verdict lookOnce() {
        Optional<ReadResult> reading = watch.look();
        if (reading.isEmpty()) {
            // Only what was taken before can be unchanged, and then there is a revision.
            return revision == null ? new Verdict.Overtaken() : acceptance.standStill(watch.updated(), revision);
        }
        if (upstream.keepsVersions()) {
            catchUp(); // reading took its time, and what another watcher accepted meanwhile must not get lost
        }
        Catalog catalog = upstream.select(reading.get().set(), followed);
        Verdict verdict = acceptance.decide(reading.get().set(), catalog);
        if (verdict instanceof Verdict.Accepted || verdict instanceof Verdict.Unchanged) {
            watch.taken(reading.get());
            follow(catalog);
        }
        if (verdict instanceof Verdict.Accepted accepted) {
            announce(accepted.revision(), accepted.difference(), accepted.differenceBlob());
        }
        return verdict;
    }

    private void follow(Catalog catalog) {
        revision = catalog.revision();
        followed = upstream.keepsVersions() ? catalog : null;
        wanted.follow(catalog, upstream.locations());
    }

    private void announce(Sha256 accepted, CatalogDifference difference, Sha256 differenceBlob) {
        announcements.note(new CatalogAccepted(
                mirror,
                accepted,
                difference.added().size(),
                difference.changed().size(),
                difference.removed().size(),
                differenceBlob,
                clock.instant()));
    }

    private UpstreamPolled outcome(Verdict verdict) {
        waiting = verdict instanceof Verdict.Held held ? held : null;
        if (waiting != null) {
            String reasons = waiting.change().objections().stream()
                    .map(Objection::toString)
                    .collect(Collectors.joining("; "));
            return outcome(Outcome.HELD, reasons, waiting.change().revision());
        }
        if (verdict instanceof Verdict.Overtaken) {
            return outcome(Outcome.UNSETTLED, "other watchers of this mirror took decisions all the while", null);
        }
        String notes = watch.notes().isEmpty() ? null : Told.bounded(String.join("; ", watch.notes()));
        return outcome(verdict instanceof Verdict.Accepted ? Outcome.ACCEPTED : Outcome.UNCHANGED, notes, null);
    }

    private UpstreamPolled outcome(Outcome outcome, @Nullable String reason, @Nullable Sha256 held) {
        return new UpstreamPolled(mirror, run, outcome, reason, watch.updated(), revision, held, clock.instant());
    }
}
