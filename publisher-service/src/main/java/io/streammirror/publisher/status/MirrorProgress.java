package io.streammirror.publisher.status;

import io.streammirror.api.MirrorPhase;
import io.streammirror.event.UpstreamPolled;
import io.streammirror.publisher.state.CatalogView;
import io.streammirror.publisher.state.FailedFetch;
import io.streammirror.publisher.state.LiveView;
import io.streammirror.publisher.state.MirrorView;
import io.streammirror.simplestreams.Sha256;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a mirror is settled in this run, and whether it is complete.
 *
 * <p>Three conditions make a mirror settled. A poll of this run has finished. Every wanted blob is stored, or has failed
 * in this run. The live publication is served, and was assembled from this catalog and these blobs. Events of earlier
 * runs do not count.
 *
 * @param failed wanted blobs that could not be fetched in this run
 */
record MirrorProgress(MirrorPhase phase, boolean complete, Map<Sha256, FailedFetch> failed) {
    MirrorProgress {
        failed = Map.copyOf(failed);
    }

    /**
     * The progress of a mirror with an upstream.
     *
     * @param served the publication that clients get; it may follow the live one with a short delay
     */
    static MirrorProgress of(MirrorView view, Map<Sha256, FailedFetch> failures, String run, Optional<Sha256> served) {
        CatalogView catalog = view.catalog();
        Map<Sha256, FailedFetch> failed = catalog == null ? Map.of() : ofThisRun(failures, catalog, run);
        boolean complete = catalog != null
                && catalog.wanted().isStored()
                && !catalog.isNothing()
                && view.assembly().withheld().isEmpty()
                && view.assembly().leftOut().isEmpty();
        return new MirrorProgress(phase(view, failed, run, served), complete, failed);
    }

    /**
     * The progress of a mirror that is promoted into or has bundles. It is settled when the last promotion or bundle is live, or when it is
     * known that there was none.
     *
     * @param served the publication that clients get
     */
    static MirrorProgress withoutUpstream(MirrorView view, Optional<Sha256> served) {
        CatalogView catalog = view.catalog();
        if (view.held() != null) {
            return new MirrorProgress(MirrorPhase.HELD, false, Map.of());
        }
        if (catalog == null) {
            return new MirrorProgress(
                    view.checked() ? MirrorPhase.SETTLED : MirrorPhase.WAITING, view.checked(), Map.of());
        }
        boolean complete = catalog.wanted().isStored()
                && view.assembly().withheld().isEmpty()
                && view.assembly().leftOut().isEmpty();
        MirrorPhase phase =
                view.assembly().violations().isEmpty() ? assembled(view, catalog, served) : MirrorPhase.REFUSED;
        return new MirrorProgress(phase, complete, Map.of());
    }

    boolean settled() {
        return phase == MirrorPhase.SETTLED;
    }

    private static MirrorPhase phase(
            MirrorView view, Map<Sha256, FailedFetch> failed, String run, Optional<Sha256> served) {
        UpstreamPolled poll = view.lastPoll();
        if (poll == null || !poll.run().equals(run)) {
            return MirrorPhase.WAITING;
        }
        return switch (poll.outcome()) {
            case REFUSED -> MirrorPhase.REFUSED;
            case HELD -> MirrorPhase.HELD;
            case UNSETTLED -> MirrorPhase.UNSETTLED;
            case UNREACHABLE -> MirrorPhase.UNREACHABLE;
            case FAILED -> MirrorPhase.FAILED;
            case ACCEPTED, UNCHANGED -> followed(view, poll, failed, served);
        };
    }

    private static MirrorPhase followed(
            MirrorView view, UpstreamPolled poll, Map<Sha256, FailedFetch> failed, Optional<Sha256> served) {
        CatalogView catalog = view.catalog();
        if (catalog == null || isAnother(poll.catalog(), catalog)) {
            return MirrorPhase.SYNCING;
        }
        boolean arrived = failed.keySet().containsAll(catalog.wanted().missing().keySet());
        if (arrived && !view.assembly().violations().isEmpty()) {
            return MirrorPhase.REFUSED;
        }
        return arrived ? assembled(view, catalog, served) : MirrorPhase.SYNCING;
    }

    private static MirrorPhase assembled(MirrorView view, CatalogView catalog, Optional<Sha256> served) {
        boolean assembled = catalog.revision().equals(view.assembly().from());
        boolean shown = Optional.ofNullable(view.live()).map(LiveView::id).equals(served);
        return assembled && shown ? MirrorPhase.SETTLED : MirrorPhase.SYNCING;
    }

    private static Map<Sha256, FailedFetch> ofThisRun(
            Map<Sha256, FailedFetch> failures, CatalogView catalog, String run) {
        var failed = new HashMap<>(failures);
        failed.keySet().retainAll(catalog.wanted().missing().keySet());
        failed.values().removeIf(failure -> !failure.run().equals(run));
        return failed;
    }

    /** Whether the watcher announced a catalog that this process has not read yet. */
    private static boolean isAnother(@Nullable Sha256 announced, CatalogView seen) {
        return announced != null && !announced.equals(seen.revision());
    }
}
