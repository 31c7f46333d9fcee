package io.streammirror.watcher.accept;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogDifference;
import io.streammirror.codec.Json;
import io.streammirror.config.MirrorSettings;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.HeldChange;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Objection;
import io.streammirror.decision.Suspicion;
import io.streammirror.decision.UpstreamMarks;
import io.streammirror.guard.Candidate;
import io.streammirror.guard.FollowedState;
import io.streammirror.guard.Guard;
import io.streammirror.guard.Marks;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.Blobs;
import io.streammirror.store.ObjectStore;
import io.streammirror.sweep.SweepPlans;
import io.streammirror.upstream.ReadResult;
import io.streammirror.upstream.UpstreamSnapshot;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides which upstream state a mirror follows. Everything that a decision names is stored before the decision is in the log.
 *
 * <p>Of several watchers of one mirror the log lets one win; the others read upstream again.
 */
public final class CatalogAcceptor {
    /** The suspicions that a fallback raises when it only lags behind. */
    private static final Set<Suspicion> OF_AN_OLDER_STATE = EnumSet.of(Suspicion.ROLLBACK, Suspicion.FREEZE);

    private final MirrorName mirror;
    private final Sha256 selectionHash;
    private final boolean keepsVersions;
    private final Guard guard;
    private final DecisionLog log;
    private final SweepPlans sweeps;
    private final FollowedCatalogs followed;
    private final CandidateStore candidates;
    private final AcceptDecision acceptances;
    private final HoldDecision holds;
    private final FreezeCheck freeze;
    private final RefusalRecorder refusals;
    private final Clock clock;

    public CatalogAcceptor(MirrorSettings settings, ObjectStore store, DecisionLog log, Clock clock) {
        this.mirror = settings.name();
        this.selectionHash = settings.selectionHash();
        this.keepsVersions = !settings.keys().publishAfter().isZero();
        this.guard =
                Guard.within(settings.keys().maxUpstreamAge(), settings.keys().maxRemoval(), clock);
        this.log = log;
        this.sweeps = new SweepPlans(store);
        this.clock = clock;
        var blobs = new Blobs(store);
        var catalogs = new CatalogStore(mirror, store);
        var archive =
                new UpstreamArchive(mirror, store, settings.keys().retention().upstreamDocuments(), clock);
        this.followed = new FollowedCatalogs(mirror, selectionHash, catalogs, log);
        this.candidates = new CandidateStore(mirror, blobs, catalogs, archive);
        this.acceptances = new AcceptDecision(log, guard, followed, clock);
        this.holds = new HoldDecision(log);
        this.freeze = new FreezeCheck(guard, followed, holds, blobs, clock);
        this.refusals = new RefusalRecorder(mirror, archive, log, clock);
    }

    /** Decides on an upstream state that was read, and on the catalog that was selected from it. */
    public AcceptanceResult decide(ReadResult reading, Catalog selected) {
        Observation observed = observe();
        UpstreamSnapshot set = reading.set();
        Optional<Catalog> current = followed.in(observed.state(), selected);
        if (current.filter(selected::hasSameContentAs).isPresent()) {
            return keep(observed, current.get(), set);
        }
        Candidate candidate = candidate(observed.state(), set, selected);
        List<Objection> objections =
                guard.objections(candidate, new FollowedState(observed.state(), comparable(current, set)));
        if (reading.fromFallback() && isOlderOnly(objections)) {
            return new AcceptanceResult.OlderFallback(reasons(objections));
        }
        if (objections.isEmpty() && followed.isFollowed(observed.state(), candidate.revision())) {
            candidates.restore(set, candidate);
            return new AcceptanceResult.Unchanged(candidate.revision());
        }
        CatalogDifference difference = CatalogDifference.between(current.orElse(null), candidate.catalog());
        Optional<HeldChange> waiting = HoldDecision.waiting(observed.state(), candidate.revision(), objections);
        if (waiting.isPresent()) {
            return new AcceptanceResult.Held(waiting.get(), difference);
        }
        return decide(observed, set, candidate, difference, objections);
    }

    /**
     * Decides on an upstream that reports no change, which may itself be suspicious.
     *
     * @param updated the newest timestamp of the documents read last; null if they have none
     * @param revision of the catalog that was made of them
     */
    public AcceptanceResult standStill(@Nullable Instant updated, Sha256 revision) {
        return freeze.standStill(observe(), updated, revision);
    }

    /** A warning about the age of the followed catalog, before it is held for it. */
    public Optional<String> ageNote(@Nullable Instant updated) {
        return guard.ageNote(updated, new FollowedState(log.head().state().mirror(mirror), null));
    }

    /** The catalog that is followed; empty when there is none, or when the store has lost it. */
    public Optional<Catalog> followed() {
        return followed.current();
    }

    /** The followed catalog if the caller does not know it: an earlier run, another watcher or an operator accepted it. */
    public Optional<Catalog> followedUnlike(@Nullable Sha256 known) {
        return followed.unlike(known);
    }

    /** Refuses upstream; the log gets an entry only when the refusal, or its reason, is new. */
    public void refuse(String reason, Optional<byte[]> document) {
        refusals.refuse(reason, document);
    }

    /**
     * Keeps a refused document while the rest of upstream, or another source, can be used. The log gets an entry for
     * each document once; the followed catalog stays.
     */
    public void keepRefused(String reason, byte[] document) {
        refusals.keep(reason, document);
    }

    /** Upstream has the followed content, perhaps with new timestamps; an entry is needed only to end a hold or a refusal. */
    private AcceptanceResult keep(Observation observed, Catalog current, UpstreamSnapshot set) {
        Sha256 revision = current.revision();
        Optional<AcceptanceResult> tooOld = freeze.hold(observed, set.updated(), current);
        if (tooOld.isPresent()) {
            return tooOld.get();
        }
        if (followed.isFollowed(observed.state(), revision)) {
            return new AcceptanceResult.Unchanged(revision);
        }
        CatalogDifference none = CatalogDifference.none(revision);
        byte[] difference = Json.pretty(none);
        if (candidates.isBeingSwept(observed.sweep(), set, revision, difference)) {
            return new AcceptanceResult.Conflict();
        }
        var candidate = new Candidate(current, revision, selectionHash, UpstreamMarks.NONE, set.updated());
        return acceptances.accept(observed, candidate, none, candidates.storeDifference(difference));
    }

    /** Accepts or holds a change, after everything that the decision names is stored. */
    private AcceptanceResult decide(
            Observation observed,
            UpstreamSnapshot set,
            Candidate candidate,
            CatalogDifference difference,
            List<Objection> objections) {
        byte[] bytes = Json.pretty(difference);
        if (candidates.isBeingSwept(observed.sweep(), set, candidate.revision(), bytes)) {
            return new AcceptanceResult.Conflict();
        }
        Sha256 blob = candidates.store(observed.state(), set, candidate, bytes);
        if (objections.isEmpty()) {
            return acceptances.accept(observed, candidate, difference, blob);
        }
        var change = new HeldChange(
                candidate.revision(),
                blob,
                selectionHash,
                candidate.marks(),
                objections,
                clock.instant().truncatedTo(ChronoUnit.SECONDS));
        return holds.hold(observed, change, difference);
    }

    private Observation observe() {
        var state = log.head().state();
        return new Observation(mirror, state, sweeps.at(state));
    }

    private Candidate candidate(MirrorState state, UpstreamSnapshot set, Catalog selected) {
        Catalog catalog = candidates.heldAs(state, selected);
        return new Candidate(catalog, catalog.revision(), selectionHash, Marks.of(set, state.marks()), set.updated());
    }

    /** The followed catalog as the guard compares it with upstream. */
    private @Nullable Catalog comparable(Optional<Catalog> current, UpstreamSnapshot set) {
        return current.map(catalog -> keepsVersions ? RetiredVersions.without(catalog, set) : catalog)
                .orElse(null);
    }

    private static boolean isOlderOnly(List<Objection> objections) {
        Set<Suspicion> suspicions =
                objections.stream().map(Objection::suspicion).collect(Collectors.toSet());
        return suspicions.contains(Suspicion.ROLLBACK) && OF_AN_OLDER_STATE.containsAll(suspicions);
    }

    private static String reasons(List<Objection> objections) {
        return objections.stream().map(Objection::toString).collect(Collectors.joining("; "));
    }
}
