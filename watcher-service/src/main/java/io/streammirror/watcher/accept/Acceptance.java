package io.streammirror.watcher.accept;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogCodec;
import io.streammirror.catalog.CatalogDifference;
import io.streammirror.codec.Json;
import io.streammirror.config.MirrorSettings;
import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.Decision;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.HeldChange;
import io.streammirror.decision.LogHead;
import io.streammirror.decision.LogState;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Objection;
import io.streammirror.decision.Proposal;
import io.streammirror.decision.Suspicion;
import io.streammirror.decision.UpstreamMarks;
import io.streammirror.decision.UpstreamRefusal;
import io.streammirror.guard.Candidate;
import io.streammirror.guard.FollowedState;
import io.streammirror.guard.Guard;
import io.streammirror.guard.Marks;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.Blobs;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreKeys;
import io.streammirror.sweep.OpenSweep;
import io.streammirror.sweep.SweepPlans;
import io.streammirror.upstream.UpstreamSnapshot;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a mirror follows: everything a decision names is in the store before the decision is in the log.
 *
 * <p>Of several watchers of one mirror the log lets one win; the others learn of it and look again.
 */
public final class Acceptance {
    /** The real stream's catalog has a megabyte. */
    private static final long MAX_CATALOG_BYTES = 512_000_000;

    private final MirrorName mirror;
    private final Sha256 wish;
    private final Guard guard;
    private final ObjectStore store;
    private final Blobs blobs;
    private final UpstreamArchive archive;
    private final DecisionLog log;
    private final SweepPlans sweeps;
    private final Clock clock;

    public Acceptance(MirrorSettings settings, ObjectStore store, DecisionLog log, Clock clock) {
        this.mirror = settings.name();
        this.wish = settings.wish();
        this.guard = Guard.within(settings.maxUpstreamAge(), settings.maxRemoval(), clock);
        this.store = store;
        this.blobs = new Blobs(store);
        this.archive = new UpstreamArchive(store, clock);
        this.log = log;
        this.sweeps = new SweepPlans(store);
        this.clock = clock;
    }

    /**
     * The catalog that the log says is followed, when it is another than the caller knows: an earlier run, another watcher or an
     * operator may have accepted it. One that the store has lost is not followed.
     */
    public Optional<Catalog> followedUnlike(@Nullable Sha256 known) {
        MirrorState state = state();
        return state.catalog() == null || state.catalog().revision().equals(known)
                ? Optional.empty()
                : Optional.ofNullable(load(state));
    }

    /** Decides on a verified upstream state and what was selected of it. */
    public Verdict decide(UpstreamSnapshot set, Catalog catalog) {
        LogState seen = log.head().state();
        MirrorState state = seen.mirror(mirror);
        byte[] encoded = CatalogCodec.encode(catalog);
        Sha256 revision = Sha256.of(encoded);
        boolean known = state.catalog() != null && state.catalog().revision().equals(revision);
        var candidate = new Candidate(catalog, revision, wish, Marks.of(set), set.updated());
        var followed = new FollowedState(state, known ? catalog : load(state));
        List<Objection> objections = guard.objections(candidate, followed);
        if (objections.isEmpty() && isFollowed(state, revision)) {
            return confirm(set, revision, encoded);
        }
        CatalogDifference difference = CatalogDifference.between(followed.catalog(), catalog);
        Optional<HeldChange> waiting = heldAlready(state, revision, objections);
        if (waiting.isPresent()) {
            return new Verdict.Held(waiting.get(), difference);
        }
        byte[] differenceBytes = Json.pretty(difference);
        OpenSweep sweep = sweeps.at(seen);
        if (isGoing(sweep, set, revision, differenceBytes)) {
            return new Verdict.Overtaken();
        }
        archive.keep(set);
        store.put(StoreKeys.catalog(mirror, revision), encoded, ObjectAttributes.JSON);
        Sha256 differenceBlob = blobs.storeDocument(differenceBytes, "application/json");
        return objections.isEmpty()
                ? accept(state, sweep, candidate, difference, differenceBlob)
                : hold(
                        state,
                        sweep,
                        new HeldChange(revision, differenceBlob, wish, candidate.marks(), objections, now()),
                        difference);
    }

    /**
     * Decides on an upstream that says that nothing is new, which may itself be suspicious.
     *
     * @param updated the newest time stamp of what it had last; null where it has none
     * @param revision of the catalog made of that
     */
    public Verdict standStill(@Nullable Instant updated, Sha256 revision) {
        LogState seen = log.head().state();
        MirrorState state = seen.mirror(mirror);
        AcceptedCatalog accepted = state.catalog();
        boolean heldForAnother =
                state.held() != null && !state.held().revision().equals(revision);
        if (accepted == null || !accepted.revision().equals(revision) || state.refused() != null || heldForAnother) {
            return new Verdict.Overtaken();
        }
        Optional<Objection> objection = guard.age(updated, new FollowedState(state, null));
        if (objection.isEmpty()) {
            return new Verdict.Unchanged(revision);
        }
        var none = new CatalogDifference(revision, revision, List.of(), List.of(), List.of());
        List<Objection> objections = objection.stream().toList();
        Optional<HeldChange> waiting = heldAlready(state, revision, objections);
        if (waiting.isPresent()) {
            return new Verdict.Held(waiting.get(), none);
        }
        Sha256 differenceBlob = blobs.storeDocument(Json.pretty(none), "application/json");
        var change = new HeldChange(revision, differenceBlob, accepted.wish(), UpstreamMarks.NONE, objections, now());
        return hold(state, sweeps.at(seen), change, none);
    }

    /** Notes that upstream cannot be followed at present; the log gets an entry only when this, or its reason, is new. */
    public void refuse(String reason, Optional<byte[]> document) {
        @Nullable
        String key = document.map(bytes -> archive.keepRefused(mirror, bytes)).orElse(null);
        log.append(head -> {
            MirrorState state = head.state().mirror(mirror);
            UpstreamRefusal known = state.refused();
            if (known != null && known.reason().equals(reason)) {
                return Optional.empty();
            }
            MirrorState next = state.withRefused(new UpstreamRefusal(reason, clock.instant()));
            return Optional.of(new Proposal(
                    new Decision.UpstreamRefused(mirror, reason, key),
                    head.state().with(mirror, next)));
        });
    }

    private Verdict confirm(UpstreamSnapshot set, Sha256 revision, byte[] encoded) {
        String key = StoreKeys.catalog(mirror, revision);
        if (store.head(key).isEmpty()) {
            archive.keep(set);
            store.put(key, encoded, ObjectAttributes.JSON);
        }
        return new Verdict.Unchanged(revision);
    }

    /** Whether a sweep is about to delete something that this state would rest on. */
    private boolean isGoing(OpenSweep sweep, UpstreamSnapshot set, Sha256 revision, byte[] difference) {
        return sweep.keys().contains(StoreKeys.catalog(mirror, revision))
                || sweep.blobs().contains(Sha256.of(difference))
                || set.documents().anyMatch(document -> sweep.blobs().contains(Sha256.of(document.bytes())));
    }

    private Verdict accept(
            MirrorState seen,
            OpenSweep sweep,
            Candidate candidate,
            CatalogDifference difference,
            Sha256 differenceBlob) {
        Sha256 revision = candidate.revision();
        var decision = new Decision.CatalogAccepted(mirror, revision, differenceBlob);
        boolean done = log.append(head -> unlessOvertaken(seen, sweep, head, state -> {
                    var accepted = new AcceptedCatalog(
                            revision, clock.instant(), head.nextSequence(), wish, overridden(state, revision));
                    return new Proposal(
                            decision, head.state().with(mirror, state.withCatalog(accepted, candidate.marks())));
                }))
                .isPresent();
        if (done) {
            return new Verdict.Accepted(revision, difference, differenceBlob);
        }
        return isFollowed(state(), revision) ? new Verdict.Unchanged(revision) : new Verdict.Overtaken();
    }

    /** An operator's word counts for as long as it is that revision, whatever came in between. */
    private static SortedSet<Suspicion> overridden(MirrorState state, Sha256 revision) {
        AcceptedCatalog before = state.catalog();
        return before != null && before.revision().equals(revision)
                ? before.overridden()
                : Collections.emptySortedSet();
    }

    private Verdict hold(MirrorState seen, OpenSweep sweep, HeldChange change, CatalogDifference difference) {
        var decision = new Decision.UpstreamHeld(mirror, change.revision(), change.difference(), change.objections());
        boolean done = log.append(head -> unlessOvertaken(
                        seen,
                        sweep,
                        head,
                        state -> new Proposal(decision, head.state().with(mirror, state.withHeld(change)))))
                .isPresent();
        return done ? new Verdict.Held(change, difference) : new Verdict.Overtaken();
    }

    /** The same state, waiting for the same kinds of reasons: their wording may tell the time. Everything it takes is stored. */
    private static Optional<HeldChange> heldAlready(MirrorState state, Sha256 revision, List<Objection> objections) {
        HeldChange held = state.held();
        return held != null && state.refused() == null && held.isFor(revision, objections)
                ? Optional.of(held)
                : Optional.empty();
    }

    /** A decision rests on what was seen of the mirror; when another watcher was faster, it is void. */
    private Optional<Proposal> unlessOvertaken(
            MirrorState seen, OpenSweep sweep, LogHead head, Function<MirrorState, Proposal> decide) {
        MirrorState now = head.state().mirror(mirror);
        return now.sameUpstreamAs(seen) && !sweep.isOutdated(head.state())
                ? Optional.of(decide.apply(now))
                : Optional.empty();
    }

    private boolean isFollowed(MirrorState state, Sha256 revision) {
        AcceptedCatalog accepted = state.catalog();
        return state.refused() == null
                && state.held() == null
                && accepted != null
                && accepted.revision().equals(revision)
                && accepted.wish().equals(wish);
    }

    /** For people, to whom seconds are fine enough. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private MirrorState state() {
        return log.head().state().mirror(mirror);
    }

    private @Nullable Catalog load(MirrorState state) {
        AcceptedCatalog accepted = state.catalog();
        if (accepted == null) {
            return null;
        }
        try {
            return CatalogCodec.decode(store.read(StoreKeys.catalog(mirror, accepted.revision()), MAX_CATALOG_BYTES));
        } catch (ObjectMissingException lost) {
            return null; // upstream is read whole at the start, and then it is stored again
        }
    }
}
