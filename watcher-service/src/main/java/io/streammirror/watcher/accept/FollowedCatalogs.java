package io.streammirror.watcher.accept;

import io.streammirror.catalog.Catalog;
import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.MirrorState;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the catalog that a mirror follows: the log names it, and the store has it. */
final class FollowedCatalogs {
    private final MirrorName mirror;
    private final Sha256 selectionHash;
    private final CatalogStore catalogs;
    private final DecisionLog log;

    FollowedCatalogs(MirrorName mirror, Sha256 selectionHash, CatalogStore catalogs, DecisionLog log) {
        this.mirror = mirror;
        this.selectionHash = selectionHash;
        this.catalogs = catalogs;
        this.log = log;
    }

    /** The followed catalog; empty when there is none, or when the store has lost it. */
    Optional<Catalog> current() {
        return in(state());
    }

    /** The followed catalog if it is not the known one. */
    Optional<Catalog> unlike(@Nullable Sha256 known) {
        MirrorState state = state();
        return state.catalog() == null || state.catalog().revision().equals(known) ? Optional.empty() : in(state);
    }

    /** The catalog that is followed in this state, without reading it when it is the selected one. */
    Optional<Catalog> in(MirrorState state, Catalog selected) {
        AcceptedCatalog accepted = state.catalog();
        boolean isSelected =
                accepted != null && accepted.revision().equals(selected.revision()) && isStored(accepted.revision());
        return isSelected ? Optional.of(selected) : in(state);
    }

    /** Whether a revision is followed in this state, chosen by the present selections and not in question. */
    boolean isFollowed(MirrorState state, Sha256 revision) {
        AcceptedCatalog accepted = state.catalog();
        return state.refused() == null
                && state.held() == null
                && accepted != null
                && accepted.revision().equals(revision)
                && accepted.selectionHash().equals(selectionHash);
    }

    /** Whether a revision is followed at present. */
    boolean isFollowed(Sha256 revision) {
        return isFollowed(state(), revision);
    }

    boolean isStored(Sha256 revision) {
        return catalogs.load(revision).isPresent();
    }

    private Optional<Catalog> in(MirrorState state) {
        return Optional.ofNullable(state.catalog()).flatMap(accepted -> catalogs.load(accepted.revision()));
    }

    private MirrorState state() {
        return log.head().state().mirror(mirror);
    }
}
