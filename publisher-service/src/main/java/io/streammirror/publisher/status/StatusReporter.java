package io.streammirror.publisher.status;

import io.streammirror.config.MirrorSettings;
import io.streammirror.event.FetchProgress;
import io.streammirror.event.UpstreamPolled;
import io.streammirror.publisher.assemble.LeftOutStream;
import io.streammirror.publisher.publication.Counts;
import io.streammirror.publisher.state.CatalogView;
import io.streammirror.publisher.state.FailedFetch;
import io.streammirror.publisher.state.LiveView;
import io.streammirror.publisher.state.MirrorView;
import io.streammirror.publisher.state.Wanted;
import io.streammirror.simplestreams.Sha256;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns snapshots of what is known into what is told; it decides nothing and keeps nothing. */
final class StatusReporter {
    private final Optional<String> run;
    private final BlobPaths paths;

    /**
     * @param run what all services share as the name of their run; empty where each has its own, and then the watcher's counts
     */
    StatusReporter(Optional<String> run, BlobPaths paths) {
        this.run = run;
        this.paths = paths;
    }

    StatusReport.Mirror mirror(
            MirrorSettings settings, MirrorView view, Map<Sha256, FailedFetch> failures, Optional<Sha256> served) {
        Settlement settlement = settings.isPromoted()
                ? Settlement.ofPromoted(view, served)
                : Settlement.of(view, failures, runOf(view), served);
        Optional<UpstreamPolled> poll = Optional.ofNullable(view.lastPoll());
        Optional<CatalogView> catalog = Optional.ofNullable(view.catalog());
        Optional<Wanted> wanted = catalog.map(CatalogView::wanted);
        Optional<LiveView> live = Optional.ofNullable(view.live());
        Counts counts = live.map(LiveView::counts).orElse(Counts.NONE);
        return new StatusReport.Mirror(
                settings.name(),
                settings.source().orElse(null),
                settings.path(),
                settlement.phase(),
                settlement.settled(),
                settlement.complete(),
                poll.map(UpstreamPolled::time).orElse(null),
                poll.map(UpstreamPolled::outcome).orElse(null),
                settings.isPromoted() && view.looked() && view.catalog() == null
                        ? "nothing was promoted into it yet"
                        : reason(view),
                catalog.map(CatalogView::upstreamUpdated).orElse(null),
                catalog.map(CatalogView::revision).orElse(null),
                live.map(LiveView::id).orElse(null),
                live.map(LiveView::updated).orElse(null),
                live.map(LiveView::signer).orElse(null),
                counts.products(),
                counts.versions(),
                counts.items(),
                wanted.map(of -> new StatusReport.Blobs(
                                of.blobs(),
                                of.storedBlobs(),
                                settlement.failed().size()))
                        .orElse(StatusReport.Blobs.NONE),
                wanted.map(of -> new StatusReport.Bytes(of.bytes(), of.storedBytes()))
                        .orElse(StatusReport.Bytes.NONE),
                view.assembly().withheld(),
                view.assembly().leftOut(),
                failures(settlement.failed()),
                catalog.map(CatalogView::refusals).orElse(List.of()),
                view.assembly().violations().stream().map(Object::toString).toList(),
                StatusReport.HeldChange.of(view.held()),
                catalog.map(CatalogView::overridden).orElse(Collections.emptySortedSet()),
                settings.unsigned(),
                new TreeSet<>(settings.allow()),
                view.orders(),
                live.map(LiveView::dropped).orElse(0),
                settings.from().orElse(null),
                view.promotion(),
                view.assembly().delayed());
    }

    private String runOf(MirrorView view) {
        return run.orElseGet(
                () -> view.lastPoll() == null ? "" : view.lastPoll().run());
    }

    List<StatusReport.Fetching> fetching(List<FetchProgress> reports) {
        return reports.stream()
                .flatMap(report -> report.transfers().stream()
                        .map(transfer -> new StatusReport.Fetching(
                                report.fetcher(),
                                transfer.sha256(),
                                paths.of(transfer.sha256()).orElse(null),
                                transfer.size(),
                                transfer.bytes(),
                                transfer.rate())))
                .toList();
    }

    private List<StatusReport.Failure> failures(Map<Sha256, FailedFetch> failed) {
        return failed.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(failure -> new StatusReport.Failure(
                        failure.getKey(),
                        paths.of(failure.getKey()).orElse(null),
                        failure.getValue().reason(),
                        failure.getValue().retryable()))
                .toList();
    }

    /** What an operator should know first. */
    private static @Nullable String reason(MirrorView view) {
        if (view.lastPoll() != null && view.lastPoll().reason() != null) {
            return view.lastPoll().reason();
        }
        if (!view.assembly().violations().isEmpty()) {
            return "the new tree must not go live: "
                    + view.assembly().violations().get(0);
        }
        if (view.problem() != null) {
            return view.problem();
        }
        if (!view.assembly().leftOut().isEmpty()) {
            LeftOutStream first = view.assembly().leftOut().get(0);
            return "stream " + first.stream() + " is not published: " + first.reason();
        }
        if (view.live() == null && !view.assembly().delayed().isEmpty()) {
            return "nothing is old enough to be published yet, the first version will be at "
                    + view.assembly().delayed().get(0).until();
        }
        boolean nothing = view.catalog() != null
                && view.catalog().wanted().isNothing()
                && view.assembly().withheld().isEmpty();
        return nothing ? "the selections match nothing upstream" : null;
    }
}
