package io.streammirror.watcher.accept;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogDifference;
import io.streammirror.codec.Json;
import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.HeldChange;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Objection;
import io.streammirror.decision.UpstreamMarks;
import io.streammirror.guard.FollowedState;
import io.streammirror.guard.Guard;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.Blobs;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds a followed catalog when upstream has not changed for too long, which may be a freeze attack. */
final class FreezeCheck {
    private final Guard guard;
    private final FollowedCatalogs followed;
    private final HoldDecision holds;
    private final Blobs blobs;
    private final Clock clock;

    FreezeCheck(Guard guard, FollowedCatalogs followed, HoldDecision holds, Blobs blobs, Clock clock) {
        this.guard = guard;
        this.followed = followed;
        this.holds = holds;
        this.blobs = blobs;
        this.clock = clock;
    }

    /** The decision on an upstream without changes; a conflict when another catalog is followed, or none. */
    AcceptanceResult standStill(Observation observed, @Nullable Instant updated, Sha256 revision) {
        MirrorState state = observed.state();
        AcceptedCatalog accepted = state.catalog();
        boolean heldForAnother =
                state.held() != null && !state.held().revision().equals(revision);
        if (accepted == null
                || !accepted.revision().equals(revision)
                || state.refused() != null
                || heldForAnother
                || !followed.isStored(revision)) {
            return new AcceptanceResult.Conflict();
        }
        return hold(observed, updated, null).orElseGet(() -> new AcceptanceResult.Unchanged(revision));
    }

    /** Holds the followed catalog for its age; empty when it is young enough, or when none is followed. */
    Optional<AcceptanceResult> hold(Observation observed, @Nullable Instant updated, @Nullable Catalog catalog) {
        AcceptedCatalog accepted = observed.state().catalog();
        return accepted == null
                ? Optional.empty()
                : guard.age(updated, new FollowedState(observed.state(), catalog))
                        .map(age -> hold(observed, accepted, age));
    }

    private AcceptanceResult hold(Observation observed, AcceptedCatalog accepted, Objection age) {
        Sha256 revision = accepted.revision();
        CatalogDifference none = CatalogDifference.none(revision);
        List<Objection> objections = List.of(age);
        Optional<HeldChange> waiting = HoldDecision.waiting(observed.state(), revision, objections);
        if (waiting.isPresent()) {
            return new AcceptanceResult.Held(waiting.get(), none);
        }
        Sha256 difference = blobs.storeDocument(Json.pretty(none), UpstreamArchive.JSON);
        var change = new HeldChange(
                revision,
                difference,
                accepted.selectionHash(),
                UpstreamMarks.NONE,
                objections,
                clock.instant().truncatedTo(ChronoUnit.SECONDS));
        return holds.hold(observed, change, none);
    }
}
