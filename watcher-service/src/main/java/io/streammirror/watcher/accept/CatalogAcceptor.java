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
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreKeys;
import io.streammirror.sweep.OpenSweep;
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
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides which upstream state a mirror follows. Everything that a decision names is in the store before the decision is in the log.
 *
 * <p>Of several watchers of one mirror the log lets one win; the others read upstream again.
 */
public final class CatalogAcceptor {
    /** A fallback that lags behind raises these by nature. */
    private static final Set<Suspicion> OF_AN_OLDER_STATE = EnumSet.of(Suspicion.ROLLBACK, Suspicion.FREEZE);

    private final MirrorName mirror;
    private final Sha256 selectionHash;
    private final boolean keepsVersions;
    private final Guard guard;
    private final Blobs blobs;
    private final CatalogStore catalogs;
    private final UpstreamArchive archive;
    private final HoldDecision holds;
    private final DecisionLog log;
    private final SweepPlans sweeps;
    private final Clock clock;

    public CatalogAcceptor(MirrorSettings settings, ObjectStore store, DecisionLog log, Clock clock) {
        this.mirror = settings.name();
        this.selectionHash = settings.selectionHash();
        this.keepsVersions = !settings.keys().publishAfter().isZero();
        this.guard =
                Guard.within(settings.keys().maxUpstreamAge(), settings.keys().maxRemoval(), clock);
        this.blobs = new Blobs(store);
        this.catalogs = new CatalogStore(mirror, store);
        this.archive =
                new UpstreamArchive(mirror, store, settings.keys().retention().upstreamDocuments(), clock);
        this.holds = new HoldDecision(log);
        this.log = log;
        this.sweeps = new SweepPlans(store);
        this.clock = clock;
    }

    /** The catalog that is followed; empty when there is none, or when the store has lost it. */
    public Optional<Catalog> followed() {
        return load(log.head().state().mirror(mirror));
    }

    /**
     * The catalog that the log says is followed, when it is another than the caller knows: an earlier run, another watcher or an
     * operator may have accepted it.
     */
    public Optional<Catalog> followedUnlike(@Nullable Sha256 known) {
        MirrorState state = log.head().state().mirror(mirror);
        return state.catalog() == null || state.catalog().revision().equals(known) ? Optional.empty() : load(state);
    }

    /** Decides on what was read and what was selected of it. */
    public AcceptanceResult decide(ReadResult reading, Catalog selected) {
        Observation observed = observe();
        Optional<Catalog> followed = followed(observed.state(), selected);
        if (followed.filter(selected::hasSameContentAs).isPresent()) {
            return keep(observed, followed.get(), reading.set());
        }
        Catalog catalog = heldAs(observed.state(), selected);
        Candidate candidate = candidate(catalog, reading.set(), observed.state());
        List<Objection> objections =
                guard.objections(candidate, new FollowedState(observed.state(), comparable(followed, reading.set())));
        if (reading.fromFallback() && isOlderOnly(objections)) {
            return new AcceptanceResult.OlderFallback(reasons(objections));
        }
        if (objections.isEmpty() && isFollowed(observed.state(), candidate.revision())) {
            return restore(reading.set(), candidate);
        }
        CatalogDifference difference = CatalogDifference.between(followed.orElse(null), catalog);
        Optional<HeldChange> waiting = HoldDecision.waiting(observed.state(), candidate.revision(), objections);
        if (waiting.isPresent()) {
            return new AcceptanceResult.Held(waiting.get(), difference);
        }
        byte[] differenceBytes = Json.pretty(difference);
        if (isBeingSwept(observed.sweep(), reading.set(), candidate.revision(), differenceBytes)) {
            return new AcceptanceResult.Conflict();
        }
        Sha256 differenceBlob = store(observed.state(), reading.set(), candidate, differenceBytes);
        return objections.isEmpty()
                ? accept(observed, candidate, difference, differenceBlob)
                : holds.hold(observed, change(candidate, differenceBlob, objections), difference);
    }

    /**
     * Decides on an upstream that says that nothing is new, which may itself be suspicious.
     *
     * @param updated the newest time stamp of what it had last; null where it has none
     * @param revision of the catalog made of that
     */
    public AcceptanceResult standStill(@Nullable Instant updated, Sha256 revision) {
        Observation observed = observe();
        MirrorState state = observed.state();
        AcceptedCatalog accepted = state.catalog();
        boolean heldForAnother =
                state.held() != null && !state.held().revision().equals(revision);
        if (accepted == null
                || !accepted.revision().equals(revision)
                || state.refused() != null
                || heldForAnother
                || catalogs.load(revision).isEmpty()) {
            return new AcceptanceResult.Conflict();
        }
        Optional<Objection> age = guard.age(updated, new FollowedState(state, null));
        return age.isPresent() ? holdForAge(observed, accepted, age.get()) : new AcceptanceResult.Unchanged(revision);
    }

    /** What an operator should know of the age of what is followed, before it is held for it. */
    public Optional<String> ageNote(@Nullable Instant updated) {
        return guard.ageNote(updated, new FollowedState(log.head().state().mirror(mirror), null));
    }

    /** Writes down that upstream cannot be followed at present; the log gets an entry only when this, or its reason, is new. */
    public void refuse(String reason, Optional<byte[]> document) {
        @Nullable
        String key = document.map(bytes -> archive.keepRefused(bytes).key()).orElse(null);
        log.append(head -> {
            MirrorState state = head.state().mirror(mirror);
            if (state.refused() != null && state.refused().reason().equals(reason)) {
                return Optional.empty();
            }
            MirrorState next = state.withRefused(new UpstreamRefusal(reason, clock.instant()));
            return Optional.of(new Proposal(
                    new Decision.UpstreamRefused(mirror, reason, key),
                    head.state().with(mirror, next)));
        });
    }

    /**
     * Keeps a document that was refused while the rest of upstream, or another source, could be used. The log gets an entry for each
     * document once; what is followed stays as it is.
     */
    public void keepRefused(String reason, byte[] document) {
        UpstreamArchive.Kept kept = archive.keepRefused(document);
        if (kept.isNew()) {
            log.append(head ->
                    Optional.of(new Proposal(new Decision.UpstreamRefused(mirror, reason, kept.key()), head.state())));
        }
    }

    private Observation observe() {
        var state = log.head().state();
        return new Observation(mirror, state, sweeps.at(state));
    }

    private Optional<Catalog> load(MirrorState state) {
        return Optional.ofNullable(state.catalog()).flatMap(accepted -> catalogs.load(accepted.revision()));
    }

    /** The catalog that is followed, without reading it when it is the selected one. */
    private Optional<Catalog> followed(MirrorState state, Catalog selected) {
        AcceptedCatalog accepted = state.catalog();
        boolean isSelected = accepted != null
                && accepted.revision().equals(selected.revision())
                && catalogs.load(accepted.revision()).isPresent();
        return isSelected ? Optional.of(selected) : load(state);
    }

    /** Upstream has what is followed already, perhaps under another time stamp: nothing is written, unless that ends a hold or a refusal. */
    private AcceptanceResult keep(Observation observed, Catalog followed, UpstreamSnapshot set) {
        MirrorState state = observed.state();
        AcceptedCatalog accepted = state.catalog();
        Sha256 revision = followed.revision();
        Optional<Objection> age = guard.age(set.updated(), new FollowedState(state, followed));
        if (age.isPresent() && accepted != null) {
            return holdForAge(observed, accepted, age.get());
        }
        if (isFollowed(state, revision)) {
            return new AcceptanceResult.Unchanged(revision);
        }
        CatalogDifference none = nothingNew(revision);
        byte[] difference = Json.pretty(none);
        if (isBeingSwept(observed.sweep(), set, revision, difference)) {
            return new AcceptanceResult.Conflict();
        }
        Sha256 differenceBlob = blobs.storeDocument(difference, UpstreamArchive.JSON);
        var candidate = new Candidate(followed, revision, selectionHash, UpstreamMarks.NONE, set.updated());
        return accept(observed, candidate, none, differenceBlob);
    }

    /** The change that waits, when it has the same content: then only its time stamps are new. */
    private Catalog heldAs(MirrorState state, Catalog selected) {
        return Optional.ofNullable(state.held())
                .flatMap(held -> catalogs.load(held.revision()))
                .filter(selected::hasSameContentAs)
                .orElse(selected);
    }

    /** The followed catalog as the guard compares it with what upstream has now. */
    private @Nullable Catalog comparable(Optional<Catalog> followed, UpstreamSnapshot set) {
        return followed.map(catalog -> keepsVersions ? RetiredVersions.without(catalog, set) : catalog)
                .orElse(null);
    }

    private Candidate candidate(Catalog catalog, UpstreamSnapshot set, MirrorState state) {
        return new Candidate(catalog, catalog.revision(), selectionHash, Marks.of(set, state.marks()), set.updated());
    }

    private static boolean isOlderOnly(List<Objection> objections) {
        Set<Suspicion> suspicions =
                objections.stream().map(Objection::suspicion).collect(Collectors.toSet());
        return suspicions.contains(Suspicion.ROLLBACK) && OF_AN_OLDER_STATE.containsAll(suspicions);
    }

    private static String reasons(List<Objection> objections) {
        return objections.stream().map(Objection::toString).collect(Collectors.joining("; "));
    }

    /** The log says that this is followed, but the store has lost it. */
    private AcceptanceResult restore(UpstreamSnapshot set, Candidate candidate) {
        archive.keep(candidate.revision(), CatalogCodec.encode(candidate.catalog()), set);
        catalogs.save(candidate.revision(), CatalogCodec.encode(candidate.catalog()));
        return new AcceptanceResult.Unchanged(candidate.revision());
    }

    /** Whether a sweep is about to delete something that this decision would rest on. */
    private boolean isBeingSwept(OpenSweep sweep, UpstreamSnapshot set, Sha256 revision, byte[] difference) {
        return sweep.keys().contains(StoreKeys.catalog(mirror, revision))
                || sweep.blobs().contains(Sha256.of(difference))
                || set.documents().anyMatch(document -> sweep.blobs().contains(Sha256.of(document.bytes())));
    }

    private Sha256 store(MirrorState state, UpstreamSnapshot set, Candidate candidate, byte[] difference) {
        byte[] encoded = CatalogCodec.encode(candidate.catalog());
        archive.keep(candidate.revision(), encoded, set);
        archive.prune(state.neededCatalogs());
        catalogs.save(candidate.revision(), encoded);
        return blobs.storeDocument(difference, UpstreamArchive.JSON);
    }

    private AcceptanceResult accept(
            Observation observed, Candidate candidate, CatalogDifference difference, Sha256 differenceBlob) {
        Sha256 revision = candidate.revision();
        var decision = new Decision.CatalogAccepted(mirror, revision, differenceBlob);
        boolean written = log.append(head -> observed.propose(head, state -> {
                    var accepted = new AcceptedCatalog(
                            revision,
                            clock.instant(),
                            head.nextSequence(),
                            selectionHash,
                            overridden(state, candidate));
                    return new Proposal(
                            decision, head.state().with(mirror, state.withCatalog(accepted, candidate.marks())));
                }))
                .isPresent();
        if (written) {
            return new AcceptanceResult.Accepted(revision, difference, differenceBlob);
        }
        return isFollowed(log.head().state().mirror(mirror), revision)
                ? new AcceptanceResult.Unchanged(revision)
                : new AcceptanceResult.Conflict();
    }

    /**
     * What is not raised against the catalog again. An operator's decision stands for its revision, also after other states; the age of a first
     * adoption is noted and never held.
     */
    private SortedSet<Suspicion> overridden(MirrorState state, Candidate candidate) {
        var overridden = new TreeSet<Suspicion>();
        AcceptedCatalog before = state.catalog();
        if (before != null && before.revision().equals(candidate.revision())) {
            overridden.addAll(before.overridden());
        } else if (before == null && guard.isTooOld(candidate.updated())) {
            overridden.add(Suspicion.FREEZE);
        }
        return overridden;
    }

    private AcceptanceResult holdForAge(Observation observed, AcceptedCatalog accepted, Objection age) {
        CatalogDifference none = nothingNew(accepted.revision());
        List<Objection> objections = List.of(age);
        Optional<HeldChange> waiting = HoldDecision.waiting(observed.state(), accepted.revision(), objections);
        if (waiting.isPresent()) {
            return new AcceptanceResult.Held(waiting.get(), none);
        }
        Sha256 differenceBlob = blobs.storeDocument(Json.pretty(none), UpstreamArchive.JSON);
        var change = new HeldChange(
                accepted.revision(), differenceBlob, accepted.selectionHash(), UpstreamMarks.NONE, objections, now());
        return holds.hold(observed, change, none);
    }

    private HeldChange change(Candidate candidate, Sha256 difference, List<Objection> objections) {
        return new HeldChange(candidate.revision(), difference, selectionHash, candidate.marks(), objections, now());
    }

    private static CatalogDifference nothingNew(Sha256 revision) {
        return new CatalogDifference(revision, revision, List.of(), List.of(), List.of());
    }

    private boolean isFollowed(MirrorState state, Sha256 revision) {
        AcceptedCatalog accepted = state.catalog();
        return state.refused() == null
                && state.held() == null
                && accepted != null
                && accepted.revision().equals(revision)
                && accepted.selectionHash().equals(selectionHash);
    }

    /** For people, to whom seconds are fine enough. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
