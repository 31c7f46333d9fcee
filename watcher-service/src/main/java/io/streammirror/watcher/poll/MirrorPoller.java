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
import io.streammirror.selection.UnmatchedSelection;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.StoreException;
import io.streammirror.text.SafeText;
import io.streammirror.upstream.DocumentMemory;
import io.streammirror.upstream.MirrorUpstream;
import io.streammirror.upstream.ReadResult;
import io.streammirror.upstream.RefusedDocument;
import io.streammirror.upstream.UpstreamException;
import io.streammirror.upstream.VersionStock;
import io.streammirror.watcher.accept.AcceptanceResult;
import io.streammirror.watcher.accept.CatalogAcceptor;
import io.streammirror.watcher.request.EventChannel;
import io.streammirror.watcher.request.FetchRequester;
import io.streammirror.watcher.request.WantedBlobs;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Polls the upstream of one mirror, and does all that follows from it; used by one thread at a time.
 *
 * <p>Every poll compares what is wanted with what is stored, also when nothing is new upstream: that brings back a lost blob or a lost
 * request.
 */
public final class MirrorPoller {
    private static final Logger LOG = Logger.getLogger(MirrorPoller.class);

    /** How often a poll is repeated because other watchers decided meanwhile. */
    private static final int MAX_TRIES = 3;

    /** Reasons of refusals that are remembered, so that each makes one entry of the log. */
    private static final int MAX_REASONS = 100;

    private final MirrorName mirror;
    private final MirrorUpstream upstream;
    private final UpstreamPoller source;
    private final CatalogAcceptor acceptor;
    private final DocumentMemory memory;
    private final WantedBlobs wanted;
    private final FetchRequester requester;
    private final PollAnnouncer announcer;
    private final Clock clock;
    private final String run;

    private final Set<String> refusalsKept = new HashSet<>();
    private AcceptanceResult.@Nullable Held waiting;
    private @Nullable Sha256 revision;
    private Duration pauseAsked = Duration.ZERO;
    private @Nullable UpstreamPolled lastRead;
    private boolean busy;

    public MirrorPoller(
            MirrorName mirror,
            MirrorUpstream upstream,
            CatalogAcceptor acceptor,
            DocumentMemory memory,
            WantedBlobs wanted,
            FetchRequester requester,
            EventChannel events,
            PollRetry retry,
            Clock clock,
            String run) {
        this.mirror = mirror;
        this.upstream = upstream;
        this.source = new UpstreamPoller(upstream, retry);
        this.acceptor = acceptor;
        this.memory = memory;
        this.wanted = wanted;
        this.requester = requester;
        this.announcer = new PollAnnouncer(events);
        this.clock = clock;
        this.run = run;
    }

    /**
     * Polls upstream once.
     *
     * @return how it ended, as it was announced
     */
    public UpstreamPolled poll() {
        pauseAsked = Duration.ZERO;
        busy = false;
        UpstreamPolled polled = work();
        boolean isOwnTraffic = busy && requester.isFetching();
        if (isOwnTraffic) {
            LOG.infof(
                    "Upstream is busy while items are downloaded; it is polled again later mirror=%s reason=%s",
                    mirror, polled.reason());
        }
        UpstreamPolled before = lastRead;
        if (isOwnTraffic && before != null) {
            polled = unchangedSince(before);
        }
        // Not reached yet, and not for good: nothing is known that could be announced.
        if (!isOwnTraffic || before != null) {
            announcer.send(polled);
        }
        return polled;
    }

    /** The outcome of the last poll that reached upstream, as of now. */
    private UpstreamPolled unchangedSince(UpstreamPolled before) {
        Outcome outcome = before.outcome() == Outcome.ACCEPTED ? Outcome.UNCHANGED : before.outcome();
        return outcome(outcome, before.reason(), before.held());
    }

    /** For how long upstream asked to be left alone in the last poll; zero when it did not. */
    public Duration pauseAsked() {
        return pauseAsked;
    }

    /** Forgets what it knows of upstream, so that the next poll reads and announces everything again. */
    public void startOver() {
        source.forget();
        announcer.startOver();
    }

    /** Broker trouble is thrown, since nothing can be announced then; all other trouble is an outcome. */
    private UpstreamPolled work() {
        try {
            catchUp();
            UpstreamPolled polled = read();
            announcer.sendAccepted();
            requester.request(mirror);
            return polled;
        } catch (StoreException | LogException | CatalogFormatException e) {
            source.forget();
            return outcome(Outcome.FAILED, SafeText.reason(e), null);
        }
    }

    /** Takes up what the log says is followed: it may be an earlier run's, another watcher's, or an operator's decision. */
    private void catchUp() {
        acceptor.followedUnlike(revision).ifPresent(catalog -> {
            follow(catalog);
            if (waiting != null && waiting.change().revision().equals(revision)) {
                announce(
                        waiting.change().revision(),
                        waiting.difference(),
                        waiting.change().difference());
            }
        });
    }

    private UpstreamPolled read() {
        try {
            UpstreamPolled polled = outcome(decide());
            lastRead = polled.outcome() == Outcome.UNSETTLED ? null : polled;
            return polled;
        } catch (UpstreamException.Refused | FilterException e) {
            source.forget();
            lastRead = null;
            String reason = SafeText.reason(e);
            acceptor.refuse(reason, document(e));
            return outcome(Outcome.REFUSED, reason, null);
        } catch (UpstreamException.Inconsistent e) {
            source.forget();
            return outcome(Outcome.UNSETTLED, SafeText.reason(e), null);
        } catch (UpstreamException.Unreachable e) {
            pauseAsked = e.retryAfter().orElse(Duration.ZERO);
            busy = e.isBusy();
            return outcome(Outcome.UNREACHABLE, SafeText.reason(e), null);
        }
    }

    private static Optional<byte[]> document(RuntimeException refusal) {
        return refusal instanceof UpstreamException.Refused refused
                ? refused.document().map(RefusedDocument::bytes)
                : Optional.empty();
    }

    /** Reads again when another watcher was faster; each time one of them has decided, so this ends. */
    private AcceptanceResult decide() {
        AcceptanceResult result = decideOnce();
        for (int tries = 1; result instanceof AcceptanceResult.Conflict && tries < MAX_TRIES; tries++) {
            source.forget();
            catchUp();
            result = decideOnce();
        }
        return result;
    }

    private AcceptanceResult decideOnce() {
        try (DocumentMemory.Reservation reservation = memory.open()) {
            Optional<ReadResult> reading = source.poll(reservation);
            if (reading.isPresent()) {
                return decide(reading.get());
            }
            // Only what was taken before can be unchanged, and then there is a revision.
            return revision == null ? new AcceptanceResult.Conflict() : acceptor.standStill(source.updated(), revision);
        }
    }

    private AcceptanceResult decide(ReadResult reading) {
        keepRefused(reading.refused());
        // Read now: reading upstream took its time, and what another watcher accepted meanwhile must not get lost.
        Catalog followed =
                upstream.dependsOnFollowed(reading.set()) ? acceptor.followed().orElse(null) : null;
        Catalog selected = upstream.select(reading.set(), followed, stock(followed));
        AcceptanceResult result = acceptor.decide(reading, selected);
        if (result instanceof AcceptanceResult.Accepted accepted) {
            source.taken(reading, notes(reading));
            catchUpWith(accepted.revision(), selected);
            announce(accepted.revision(), accepted.difference(), accepted.differenceBlob());
        } else if (result instanceof AcceptanceResult.Unchanged unchanged) {
            source.taken(reading, notes(reading));
            catchUpWith(unchanged.revision(), selected);
        } else if (result instanceof AcceptanceResult.OlderFallback older) {
            throw new UpstreamException.Unreachable(String.join("; ", reading.notes()) + "; the fallback "
                    + reading.set().location().base() + " lags behind and is not taken: " + older.reason());
        }
        return result;
    }

    /** What the store has; it is listed only where that decides about what is kept. */
    private VersionStock stock(@Nullable Catalog followed) {
        return followed == null || upstream.publishAfter().isZero()
                ? VersionStock.EMPTY
                : VersionStock.of(requester.inventory(), upstream.publishAfter(), clock.instant());
    }

    private List<String> notes(ReadResult reading) {
        var notes = new ArrayList<>(reading.notes());
        upstream.unmatched(reading.set()).stream()
                .map(UnmatchedSelection::toString)
                .forEach(notes::add);
        return notes;
    }

    private void keepRefused(List<UpstreamException.Refused> refused) {
        refused.forEach(refusal -> refusal.document().ifPresent(document -> {
            String reason = SafeText.reason(refusal);
            if (refusalsKept.size() < MAX_REASONS && refusalsKept.add(reason)) {
                acceptor.keepRefused(reason, document.bytes());
            }
        }));
    }

    /** Follows a revision: the catalog that was selected, unless an earlier one has the same content. */
    private void catchUpWith(Sha256 next, Catalog selected) {
        if (next.equals(revision)) {
            return;
        }
        if (next.equals(selected.revision())) {
            follow(selected);
        } else {
            acceptor.followedUnlike(revision).ifPresent(this::follow);
        }
    }

    private void follow(Catalog catalog) {
        revision = catalog.revision();
        wanted.follow(catalog, upstream.locations());
    }

    private void announce(Sha256 accepted, CatalogDifference difference, Sha256 differenceBlob) {
        announcer.remember(new CatalogAccepted(
                mirror,
                accepted,
                difference.added().size(),
                difference.changed().size(),
                difference.removed().size(),
                differenceBlob,
                clock.instant()));
    }

    private UpstreamPolled outcome(AcceptanceResult result) {
        waiting = result instanceof AcceptanceResult.Held held ? held : null;
        if (waiting != null) {
            String reasons = waiting.change().objections().stream()
                    .map(Objection::toString)
                    .collect(Collectors.joining("; "));
            return outcome(Outcome.HELD, reasons, waiting.change().revision());
        }
        if (result instanceof AcceptanceResult.Conflict) {
            return outcome(Outcome.UNSETTLED, "other watchers of this mirror decided meanwhile, again and again", null);
        }
        var notes = new ArrayList<>(source.notes());
        acceptor.ageNote(source.updated()).ifPresent(notes::add);
        String reason = notes.isEmpty() ? null : SafeText.line(String.join("; ", notes));
        return outcome(
                result instanceof AcceptanceResult.Accepted ? Outcome.ACCEPTED : Outcome.UNCHANGED, reason, null);
    }

    private UpstreamPolled outcome(Outcome outcome, @Nullable String reason, @Nullable Sha256 held) {
        return new UpstreamPolled(mirror, run, outcome, reason, source.updated(), revision, held, clock.instant());
    }
}
