package io.streammirror.watcher.poll;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogDifference;
import io.streammirror.event.CatalogAccepted;
import io.streammirror.mirror.MirrorName;
import io.streammirror.selection.UnmatchedSelection;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.text.SafeText;
import io.streammirror.upstream.DocumentMemory;
import io.streammirror.upstream.MirrorUpstream;
import io.streammirror.upstream.ReadResult;
import io.streammirror.upstream.UpstreamException;
import io.streammirror.upstream.VersionStock;
import io.streammirror.watcher.accept.AcceptanceResult;
import io.streammirror.watcher.accept.CatalogAcceptor;
import io.streammirror.watcher.request.FetchRequester;
import io.streammirror.watcher.request.WantedBlobs;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the upstream of one mirror, has it decided on, and follows the accepted catalog; used by one thread at a time. */
final class CatalogFollower {
    /** How often upstream is read again because other watchers decided meanwhile. */
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

    private final Set<String> refusalsKept = new HashSet<>();
    private AcceptanceResult.@Nullable Held waiting;
    private @Nullable Sha256 revision;

    CatalogFollower(
            MirrorName mirror,
            MirrorUpstream upstream,
            UpstreamPoller source,
            CatalogAcceptor acceptor,
            DocumentMemory memory,
            WantedBlobs wanted,
            FetchRequester requester,
            PollAnnouncer announcer,
            Clock clock) {
        this.mirror = mirror;
        this.upstream = upstream;
        this.source = source;
        this.acceptor = acceptor;
        this.memory = memory;
        this.wanted = wanted;
        this.requester = requester;
        this.announcer = announcer;
        this.clock = clock;
    }

    /** The revision of the followed catalog; null before the first one. */
    @Nullable
    Sha256 revision() {
        return revision;
    }

    /** Follows the catalog of the log: an earlier run, another watcher or an operator may have accepted it. */
    void catchUp() {
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

    /** Reads upstream and decides. It reads again when another watcher was faster; one of them has decided then. */
    AcceptanceResult decide() {
        AcceptanceResult result = decideOnce();
        for (int tries = 1; result instanceof AcceptanceResult.Conflict && tries < MAX_TRIES; tries++) {
            source.forget();
            catchUp();
            result = decideOnce();
        }
        waiting = result instanceof AcceptanceResult.Held held ? held : null;
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
            follow(accepted.revision(), selected);
            announce(accepted.revision(), accepted.difference(), accepted.differenceBlob());
        } else if (result instanceof AcceptanceResult.Unchanged unchanged) {
            source.taken(reading, notes(reading));
            follow(unchanged.revision(), selected);
        } else if (result instanceof AcceptanceResult.OlderFallback older) {
            throw new UpstreamException.Unreachable(String.join("; ", reading.failovers()) + "; the fallback "
                    + reading.set().location().base() + " lags behind and is not taken: " + older.reason());
        }
        return result;
    }

    /** The stored blobs; they are listed only where they decide which versions are kept. */
    private VersionStock stock(@Nullable Catalog followed) {
        return followed == null || upstream.publishAfter().isZero()
                ? VersionStock.EMPTY
                : VersionStock.of(requester.inventory(), upstream.publishAfter(), clock.instant());
    }

    private List<String> notes(ReadResult reading) {
        var notes = new ArrayList<>(reading.failovers());
        notes.addAll(reading.notes());
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
    private void follow(Sha256 next, Catalog selected) {
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
}
