package io.streammirror.publisher.admin;

import io.streammirror.bundle.BundledPublication;
import io.streammirror.bundle.SignedManifest;
import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogCodec;
import io.streammirror.catalog.CatalogDifference;
import io.streammirror.catalog.CatalogFormatException;
import io.streammirror.codec.Json;
import io.streammirror.config.MirrorSettings;
import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.Decision;
import io.streammirror.decision.HeldChange;
import io.streammirror.decision.LogHead;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Objection;
import io.streammirror.decision.Proposal;
import io.streammirror.guard.Candidate;
import io.streammirror.guard.FollowedState;
import io.streammirror.guard.Guard;
import io.streammirror.guard.Marks;
import io.streammirror.publisher.snapshot.OrderResolver;
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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The decision on one bundle: its catalog is followed, or held when the guard objects. The guard takes the time of the bundle as the age of
 * what the sender vouches for.
 */
final class BundleAdoption {
    private final MirrorSettings into;
    private final ObjectStore store;
    private final Clock clock;
    private final Guard guard;
    private final Read read;
    private final byte[] encoded;
    private final Sha256 revision;

    /**
     * What was read of a bundle.
     *
     * @param set its documents
     * @param catalog all that they list
     */
    record Read(SignedManifest signed, BundledPublication publication, UpstreamSnapshot set, Catalog catalog) {}

    BundleAdoption(MirrorSettings into, ObjectStore store, Clock clock, Read read) {
        this.into = into;
        this.store = store;
        this.clock = clock;
        this.guard = Guard.within(into.keys().maxUpstreamAge(), into.keys().maxRemoval(), clock);
        this.read = read;
        this.encoded = CatalogCodec.encode(read.catalog());
        this.revision = Sha256.of(encoded);
    }

    /**
     * The entry for the log as it is now; empty when it says all of this already.
     *
     * @throws AdminException when a sweep is deleting something of the bundle
     */
    Optional<Proposal> proposal(LogHead head, Operator by) {
        MirrorState state = head.state().mirror(into.name());
        var candidate = new Candidate(
                read.catalog(),
                revision,
                into.selectionHash(),
                Marks.of(read.set(), state.marks()),
                read.signed().manifest().created());
        Catalog followed = followed(state);
        List<Objection> objections = guard.objections(candidate, new FollowedState(state, followed));
        if (isDecided(state, objections)) {
            return Optional.empty();
        }
        requireNotSwept(new SweepPlans(store).at(head.state()));
        Sha256 difference = keep(CatalogDifference.between(followed, read.catalog()));
        MirrorState next = objections.isEmpty()
                ? state.withCatalog(
                        new AcceptedCatalog(revision, clock.instant(), head.nextSequence(), into.selectionHash()),
                        candidate.marks())
                : state.withHeld(new HeldChange(
                        revision, difference, into.selectionHash(), candidate.marks(), objections, now()));
        return Optional.of(new Proposal(
                new Decision.BundleImported(
                        into.name(),
                        read.signed().sha256(),
                        read.signed().signature().signer().hex(),
                        read.publication().id(),
                        revision,
                        difference,
                        objections),
                head.state().with(into.name(), next),
                by.who(),
                by.why()));
    }

    private boolean isDecided(MirrorState state, List<Objection> objections) {
        HeldChange held = state.held();
        AcceptedCatalog accepted = state.catalog();
        return objections.isEmpty()
                ? held == null && accepted != null && accepted.revision().equals(revision)
                : held != null && held.isFor(revision, objections);
    }

    private @Nullable Catalog followed(MirrorState state) {
        AcceptedCatalog accepted = state.catalog();
        if (accepted == null) {
            return null;
        }
        try {
            byte[] bytes =
                    store.read(StoreKeys.catalog(into.name(), accepted.revision()), OrderResolver.MAX_CATALOG_BYTES);
            return Sha256.of(bytes).equals(accepted.revision()) ? CatalogCodec.decode(bytes) : null;
        } catch (ObjectMissingException | CatalogFormatException lost) {
            return null;
        }
    }

    private void requireNotSwept(OpenSweep sweep) {
        boolean swept = sweep.keys().contains(StoreKeys.catalog(into.name(), revision))
                || read.signed().manifest().blobs().stream()
                        .anyMatch(blob -> sweep.blobs().contains(blob.sha256()));
        if (swept) {
            throw new AdminException(
                    409, "a sweep is deleting some of the bundle at this moment: import it again when it is over");
        }
    }

    /** Stores the catalog and the difference before the entry that names them. */
    private Sha256 keep(CatalogDifference difference) {
        store.put(StoreKeys.catalog(into.name(), revision), encoded, ObjectAttributes.JSON);
        return new Blobs(store).storeDocument(Json.pretty(difference), "application/json");
    }

    /** For people, to whom seconds are fine enough. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
