package io.streammirror.publisher.status;

import io.streammirror.api.ItemProgress;
import io.streammirror.api.MirrorStatus;
import io.streammirror.api.ReaderCounts;
import io.streammirror.config.MirrorSettings;
import io.streammirror.decision.HeldChange;
import io.streammirror.decision.Suspicion;
import io.streammirror.event.FetchProgress;
import io.streammirror.event.UpstreamPolled;
import io.streammirror.openpgp.Weakness;
import io.streammirror.publisher.assemble.LeftOutStream;
import io.streammirror.publisher.publication.Counts;
import io.streammirror.publisher.state.CatalogView;
import io.streammirror.publisher.state.FailedFetch;
import io.streammirror.publisher.state.LiveView;
import io.streammirror.publisher.state.MirrorView;
import io.streammirror.publisher.state.WantedSet;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds the status records of the API from snapshots of the publisher's state. */
final class StatusReporter {
    private final Optional<String> run;
    private final BlobPaths paths;

    /**
     * @param run the run that all services share; empty where each service has its own, and then that of the last poll counts
     */
    StatusReporter(Optional<String> run, BlobPaths paths) {
        this.run = run;
        this.paths = paths;
    }

    MirrorStatus mirror(
            MirrorSettings settings,
            MirrorView view,
            Map<Sha256, FailedFetch> failures,
            Optional<Sha256> served,
            Optional<Instant> answered,
            ReaderCounts readers) {
        MirrorProgress settlement = settings.isPolled()
                ? MirrorProgress.of(view, failures, runOf(view), served)
                : MirrorProgress.withoutUpstream(view, served);
        Optional<UpstreamPolled> poll = Optional.ofNullable(view.lastPoll());
        Optional<CatalogView> catalog = Optional.ofNullable(view.catalog());
        Optional<WantedSet> wanted = catalog.map(CatalogView::wanted);
        Optional<LiveView> live = Optional.ofNullable(view.live());
        Counts counts = live.map(LiveView::counts).orElse(Counts.NONE);
        return new MirrorStatus(
                settings.name(),
                settings.source().orElse(null),
                settings.path(),
                settlement.phase(),
                settlement.settled(),
                settlement.complete(),
                poll.map(UpstreamPolled::time).orElse(null),
                poll.map(of -> of.outcome().name().toLowerCase(Locale.ROOT)).orElse(null),
                reason(settings, view),
                view.upstreamUpdated(),
                catalog.map(CatalogView::revision).orElse(null),
                live.map(LiveView::id).orElse(null),
                live.map(LiveView::updated).orElse(null),
                live.map(LiveView::signer).orElse(null),
                counts.products(),
                counts.versions(),
                counts.items(),
                wanted.map(of -> new MirrorStatus.Blobs(
                                of.blobs(),
                                of.storedBlobs(),
                                settlement.failed().size()))
                        .orElse(MirrorStatus.Blobs.NONE),
                wanted.map(of -> new MirrorStatus.Bytes(of.bytes(), of.storedBytes()))
                        .orElse(MirrorStatus.Bytes.NONE),
                view.assembly().withheld().stream()
                        .map(version -> new MirrorStatus.Withheld(
                                version.stream(), version.product(), version.version(), version.reason()))
                        .toList(),
                view.assembly().leftOut().stream()
                        .map(stream -> new MirrorStatus.LeftOut(stream.stream(), stream.reason()))
                        .toList(),
                failures(settlement.failed()),
                catalog.map(CatalogView::refusals).orElse(List.of()),
                view.assembly().violations().stream().map(Object::toString).toList(),
                held(view.held()),
                catalog.map(CatalogView::overridden).orElse(Collections.emptySortedSet()).stream()
                        .map(Suspicion::label)
                        .toList(),
                settings.unsigned(),
                settings.allow().stream().map(Weakness::label).sorted().toList(),
                view.orders(),
                live.map(LiveView::dropped).orElse(0),
                settings.from().orElse(null),
                view.promotion(),
                view.assembly().delayed().stream()
                        .map(version -> new MirrorStatus.Delayed(
                                version.stream(), version.product(), version.version(), version.until()))
                        .toList(),
                view.assembly().notes(),
                answered.orElse(null),
                readers);
    }

    private static MirrorStatus.@Nullable Held held(@Nullable HeldChange change) {
        return change == null
                ? null
                : new MirrorStatus.Held(
                        change.revision(),
                        change.since(),
                        change.objections().stream()
                                .map(objection -> new MirrorStatus.Objection(
                                        objection.suspicion().label(), objection.reason()))
                                .toList());
    }

    private String runOf(MirrorView view) {
        return run.orElseGet(
                () -> view.lastPoll() == null ? "" : view.lastPoll().run());
    }

    List<ItemProgress> fetching(List<FetchProgress> reports) {
        return reports.stream()
                .flatMap(report -> report.transfers().stream()
                        .map(transfer -> new ItemProgress(
                                report.fetcher(),
                                transfer.sha256(),
                                paths.of(transfer.sha256()).orElse(null),
                                transfer.size(),
                                transfer.bytes(),
                                transfer.rate(),
                                paths.wantedBy(transfer.sha256()).orElse(null))))
                .toList();
    }

    private List<MirrorStatus.Failure> failures(Map<Sha256, FailedFetch> failed) {
        return failed.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(failure -> new MirrorStatus.Failure(
                        failure.getKey(),
                        paths.of(failure.getKey()).orElse(null),
                        failure.getValue().reason(),
                        failure.getValue().retryable(),
                        failure.getValue().time()))
                .toList();
    }

    /** The most important explanation of the state. */
    private static @Nullable String reason(MirrorSettings settings, MirrorView view) {
        if (!settings.isPolled() && view.checked() && view.catalog() == null) {
            return settings.isPromoted() ? "nothing was promoted into it yet" : "no bundle was imported into it yet";
        }
        if (view.problem() != null) {
            return view.problem();
        }
        if (view.lastPoll() != null && view.lastPoll().reason() != null) {
            return view.lastPoll().reason();
        }
        if (!view.assembly().violations().isEmpty()) {
            return "the new tree must not go live: "
                    + view.assembly().violations().get(0);
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
                && view.catalog().isNothing()
                && view.assembly().withheld().isEmpty();
        return nothing ? "the selections match nothing upstream" : null;
    }
}
