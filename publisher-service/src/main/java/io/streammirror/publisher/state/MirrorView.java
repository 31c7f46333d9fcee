package io.streammirror.publisher.state;

import io.streammirror.decision.HeldChange;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Orders;
import io.streammirror.decision.Promotion;
import io.streammirror.event.UpstreamPolled;
import io.streammirror.maas.Violation;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.assemble.DelayedVersion;
import io.streammirror.publisher.assemble.LeftOutStream;
import io.streammirror.publisher.assemble.WithheldVersion;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the publisher knows of one mirror at one moment.
 *
 * @param checked whether log and store were checked since the process started
 * @param catalog absent until one was accepted
 * @param live absent until something was published
 * @param held a change of upstream that waits for an operator; absent while none does
 * @param promotion where the catalog was promoted from; absent while it comes from an upstream, or there is none
 * @param orders what operators ordered for its publications and did not take back
 * @param assembly what came of making a tree of these
 * @param problem why the last check of store or log failed; absent when it did not
 * @param lastPoll of upstream, by any watcher; absent until its event arrived
 */
public record MirrorView(
        MirrorName mirror,
        boolean checked,
        @Nullable CatalogView catalog,
        @Nullable LiveView live,
        @Nullable HeldChange held,
        @Nullable Promotion promotion,
        Orders orders,
        LastAssembly assembly,
        @Nullable String problem,
        @Nullable UpstreamPolled lastPoll) {
    static MirrorView unseen(MirrorName mirror) {
        return new MirrorView(mirror, false, null, null, null, null, Orders.NONE, LastAssembly.NONE, null, null);
    }

    /** The newest time stamp of upstream: that of the catalog, or of a later state with the same content. */
    public @Nullable Instant upstreamUpdated() {
        Instant ofCatalog = catalog == null ? null : catalog.upstreamUpdated();
        Instant ofPoll = lastPoll == null ? null : lastPoll.upstreamUpdated();
        return Stream.of(Optional.ofNullable(ofCatalog), Optional.ofNullable(ofPoll))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The view after a check of log and store; new content has yet to be assembled. */
    public MirrorView withSnapshot(
            @Nullable CatalogView seenCatalog, @Nullable LiveView seenLive, MirrorState decided) {
        Orders seenOrders = decided.standing();
        boolean same = isAsBefore(seenCatalog) && orders.equals(seenOrders);
        return new MirrorView(
                mirror,
                true,
                seenCatalog,
                seenLive,
                decided.held(),
                decided.promotion(),
                seenOrders,
                same ? assembly : assembly.outdated(),
                null,
                lastPoll);
    }

    private boolean isAsBefore(@Nullable CatalogView seen) {
        return seen != null
                && catalog != null
                && seen.revision().equals(catalog.revision())
                && seen.wanted().missing().equals(catalog.wanted().missing());
    }

    /** The view with the omissions of an assembly. */
    public MirrorView withOmissions(
            List<WithheldVersion> versions,
            List<LeftOutStream> streams,
            List<DelayedVersion> young,
            List<String> notes) {
        return with(assembly.omitting(versions, streams, young, notes), problem);
    }

    /**
     * The view after an assembly: the live publication, or none, is all that this catalog and the stored blobs allow.
     */
    public MirrorView withAssembled(Sha256 from) {
        return with(assembly.live(from), null);
    }

    /** The view after an assembly whose tree must not go live. */
    public MirrorView withViolations(List<Violation> found) {
        return with(assembly.refused(found), problem);
    }

    public MirrorView withProblem(String what) {
        return with(assembly, what);
    }

    private MirrorView with(LastAssembly newAssembly, @Nullable String newProblem) {
        return new MirrorView(
                mirror, checked, catalog, live, held, promotion, orders, newAssembly, newProblem, lastPoll);
    }

    public MirrorView withLive(LiveView now) {
        return new MirrorView(mirror, checked, catalog, now, held, promotion, orders, assembly, problem, lastPoll);
    }

    MirrorView withLastPoll(UpstreamPolled poll) {
        boolean older = lastPoll != null && poll.time().isBefore(lastPoll.time());
        return older
                ? this
                : new MirrorView(mirror, checked, catalog, live, held, promotion, orders, assembly, problem, poll);
    }
}
