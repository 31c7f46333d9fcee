package io.streammirror.publisher.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.api.MirrorPhase;
import io.streammirror.decision.Orders;
import io.streammirror.event.UpstreamPolled;
import io.streammirror.event.UpstreamPolled.Outcome;
import io.streammirror.maas.Rule;
import io.streammirror.maas.Violation;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.assemble.LeftOutStream;
import io.streammirror.publisher.assemble.WithheldVersion;
import io.streammirror.publisher.publication.Counts;
import io.streammirror.publisher.state.CatalogView;
import io.streammirror.publisher.state.FailedFetch;
import io.streammirror.publisher.state.LastAssembly;
import io.streammirror.publisher.state.LiveView;
import io.streammirror.publisher.state.MirrorView;
import io.streammirror.publisher.state.WantedSet;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.VersionName;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MirrorProgressTest {
    private static final String RUN = "run-2";
    private static final String EARLIER = "run-1";
    private static final Instant TIME = Instant.parse("2026-11-23T01:02:03Z");
    private static final MirrorName MIRROR = new MirrorName("maas-stable");
    private static final Sha256 CATALOG = Sha256.parse("1".repeat(64));
    private static final Sha256 OTHER = Sha256.parse("2".repeat(64));
    private static final Sha256 BLOB = Sha256.parse("3".repeat(64));
    private static final Sha256 PUBLICATION = Sha256.parse("4".repeat(64));
    private static final Map<Sha256, Long> MISSING = Map.of(BLOB, 100L);

    @ParameterizedTest
    @CsvSource({
        "ACCEPTED, SETTLED",
        "UNCHANGED, SETTLED",
        "REFUSED, REFUSED",
        "HELD, HELD",
        "UNREACHABLE, UNREACHABLE",
    })
    void shouldDependOnThePollOfThisRunWhenAllElseIsDone(Outcome outcome, MirrorPhase phase) {
        var settlement = settlement(assembled(poll(RUN, outcome), Map.of()), Map.of());

        assertThat(settlement.phase()).isEqualTo(phase);
        assertThat(settlement.complete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"ACCEPTED", "REFUSED", "UNREACHABLE"})
    void shouldIgnoreThePollOfAnEarlierRun(Outcome outcome) {
        assertThat(settlement(assembled(poll(EARLIER, outcome), Map.of()), Map.of())
                        .phase())
                .isEqualTo(MirrorPhase.WAITING);
    }

    @Test
    void shouldWaitWhenNoEventHasCome() {
        assertThat(settlement(assembled(null, Map.of()), Map.of()).phase()).isEqualTo(MirrorPhase.WAITING);
    }

    @Test
    void shouldBeSyncingWhenABlobIsMissing() {
        var settlement = settlement(assembled(poll(RUN, Outcome.ACCEPTED), MISSING), Map.of());

        assertThat(settlement.phase()).isEqualTo(MirrorPhase.SYNCING);
        assertThat(settlement.complete()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void shouldNotWaitForABlobThatFailedInThisRun(boolean retryable) {
        var failed = Map.of(BLOB, new FailedFetch(RUN, "404 Not Found", retryable, TIME));

        var settlement = settlement(assembled(poll(RUN, Outcome.ACCEPTED), MISSING), failed);

        assertThat(settlement.phase()).isEqualTo(MirrorPhase.SETTLED);
        assertThat(settlement.complete()).isFalse();
        assertThat(settlement.failed()).isEqualTo(failed);
    }

    @Test
    void shouldWaitForABlobThatFailedInAnEarlierRun() {
        var failed = Map.of(BLOB, new FailedFetch(EARLIER, "404 Not Found", false, TIME));

        var settlement = settlement(assembled(poll(RUN, Outcome.ACCEPTED), MISSING), failed);

        assertThat(settlement.phase()).isEqualTo(MirrorPhase.SYNCING);
        assertThat(settlement.failed()).isEmpty();
    }

    @Test
    void shouldIgnoreFailureOfABlobThatIsStoredOrNotWanted() {
        var failed = Map.of(OTHER, new FailedFetch(RUN, "404 Not Found", false, TIME));

        assertThat(settlement(assembled(poll(RUN, Outcome.ACCEPTED), Map.of()), failed)
                        .failed())
                .isEmpty();
    }

    @Test
    void shouldWaitUntilTheLivePublicationIsServed() {
        var view = assembled(poll(RUN, Outcome.ACCEPTED), Map.of());

        assertThat(MirrorProgress.of(view, Map.of(), RUN, Optional.of(OTHER)).phase())
                .isEqualTo(MirrorPhase.SYNCING);
        assertThat(MirrorProgress.of(view, Map.of(), RUN, Optional.empty()).phase())
                .isEqualTo(MirrorPhase.SYNCING);
    }

    @Test
    void shouldBeSyncingWithoutACatalog() {
        var view = view(poll(RUN, Outcome.ACCEPTED), null, null, List.of(), List.of());

        assertThat(settlement(view, Map.of()).phase()).isEqualTo(MirrorPhase.SYNCING);
        assertThat(settlement(view, Map.of()).complete()).isFalse();
    }

    @Test
    void shouldWaitForTheAssemblyOfThisCatalog() {
        var view = view(poll(RUN, Outcome.ACCEPTED), catalog(Map.of()), OTHER, List.of(), List.of());

        assertThat(settlement(view, Map.of()).phase()).isEqualTo(MirrorPhase.SYNCING);
    }

    @Test
    void shouldWaitForTheCatalogThatTheWatcherAnnounced() {
        var poll = new UpstreamPolled(MIRROR, RUN, Outcome.ACCEPTED, null, TIME, OTHER, null, TIME);

        assertThat(settlement(assembled(poll, Map.of()), Map.of()).phase()).isEqualTo(MirrorPhase.SYNCING);
    }

    @Test
    void shouldBeSettledButIncompleteWhenAVersionIsWithheld() {
        var withheld = new WithheldVersion(
                new ContentId("s"), new ProductName("p"), new VersionName("20260101"), "no manifest");
        var view = view(poll(RUN, Outcome.UNCHANGED), catalog(Map.of()), CATALOG, List.of(withheld), List.of());

        assertThat(settlement(view, Map.of()).phase()).isEqualTo(MirrorPhase.SETTLED);
        assertThat(settlement(view, Map.of()).complete()).isFalse();
    }

    @Test
    void shouldBeSettledButIncompleteWhenAStreamIsLeftOut() {
        var leftOut = List.of(new LeftOutStream(new ContentId("s"), "no version of it is of a shape that MAAS reads"));
        var view = assembled(poll(RUN, Outcome.ACCEPTED), Map.of())
                .withOmissions(List.of(), leftOut, List.of(), List.of());

        assertThat(settlement(view, Map.of()).phase()).isEqualTo(MirrorPhase.SETTLED);
        assertThat(settlement(view, Map.of()).complete()).isFalse();
    }

    @Test
    void shouldBeSettledButIncompleteWhenSelectionsMatchNothing() {
        var view = view(poll(RUN, Outcome.ACCEPTED), withoutBlobs(Counts.NONE), CATALOG, List.of(), List.of());

        assertThat(settlement(view, Map.of()).phase()).isEqualTo(MirrorPhase.SETTLED);
        assertThat(settlement(view, Map.of()).complete()).isFalse();
    }

    /** As streams of image ids of clouds are. */
    @Test
    void shouldBeCompleteWhenStreamsHaveNothingToDownload() {
        var ids = withoutBlobs(new Counts(1, 2, 0));
        var view = view(poll(RUN, Outcome.ACCEPTED), ids, CATALOG, List.of(), List.of());

        assertThat(settlement(view, Map.of()).phase()).isEqualTo(MirrorPhase.SETTLED);
        assertThat(settlement(view, Map.of()).complete()).isTrue();
    }

    @Test
    void shouldRefuseTreeThatMaasCannotReadOnceAllIsStored() {
        var violation = new Violation("streams/v1/index.json", "/index", Rule.JSON_OBJECT, "empty");
        var poll = poll(RUN, Outcome.ACCEPTED);

        assertThat(settlement(view(poll, catalog(Map.of()), null, List.of(), List.of(violation)), Map.of())
                        .phase())
                .isEqualTo(MirrorPhase.REFUSED);
        assertThat(settlement(view(poll, catalog(MISSING), null, List.of(), List.of(violation)), Map.of())
                        .phase())
                .isEqualTo(MirrorPhase.SYNCING);
    }

    @Test
    void shouldBeSettledAndCompleteWhenNothingWasPromoted() {
        MirrorView unseen = promoted(false, null, null);
        assertThat(MirrorProgress.withoutUpstream(unseen, Optional.empty()).settled())
                .isFalse();

        MirrorProgress empty = MirrorProgress.withoutUpstream(promoted(true, null, null), Optional.empty());

        assertThat(empty.settled()).isTrue();
        assertThat(empty.complete()).isTrue();
    }

    @Test
    void shouldSettlePromotedMirrorWhenTheLastPromotionIsServed() {
        MirrorView fresh = promoted(true, catalog(Map.of()), null);
        MirrorView assembled = promoted(true, catalog(Map.of()), CATALOG);

        assertThat(MirrorProgress.withoutUpstream(fresh, Optional.of(PUBLICATION))
                        .phase())
                .isEqualTo(MirrorPhase.SYNCING);
        assertThat(MirrorProgress.withoutUpstream(assembled, Optional.empty()).phase())
                .isEqualTo(MirrorPhase.SYNCING);
        MirrorProgress served = MirrorProgress.withoutUpstream(assembled, Optional.of(PUBLICATION));
        assertThat(served.settled()).isTrue();
        assertThat(served.complete()).isTrue();
    }

    @Test
    void shouldNotWaitForBlobsOfAPromotedMirror() {
        MirrorView bereft = promoted(true, catalog(Map.of(PUBLICATION, 5L)), CATALOG);

        MirrorProgress settlement = MirrorProgress.withoutUpstream(bereft, Optional.of(PUBLICATION));

        assertThat(settlement.settled()).isTrue();
        assertThat(settlement.complete()).isFalse();
    }

    private static MirrorView promoted(boolean checked, @Nullable CatalogView catalog, @Nullable Sha256 assembledFrom) {
        var live = new LiveView(PUBLICATION, CATALOG, TIME, 7, "A".repeat(40), Counts.NONE, 0);
        return new MirrorView(
                MIRROR,
                checked,
                catalog,
                live,
                null,
                null,
                Orders.NONE,
                new LastAssembly(assembledFrom, List.of(), List.of(), List.of(), List.of(), List.of()),
                null,
                null);
    }

    private static MirrorProgress settlement(MirrorView view, Map<Sha256, FailedFetch> failures) {
        return MirrorProgress.of(view, failures, RUN, Optional.of(PUBLICATION));
    }

    private static MirrorView assembled(@Nullable UpstreamPolled poll, Map<Sha256, Long> missing) {
        return view(poll, catalog(missing), CATALOG, List.of(), List.of());
    }

    private static MirrorView view(
            @Nullable UpstreamPolled poll,
            @Nullable CatalogView catalog,
            @Nullable Sha256 assembledFrom,
            List<WithheldVersion> withheld,
            List<Violation> violations) {
        var live = new LiveView(PUBLICATION, CATALOG, TIME, 7, "A".repeat(40), Counts.NONE, 0);
        return new MirrorView(
                MIRROR,
                true,
                catalog,
                live,
                null,
                null,
                Orders.NONE,
                new LastAssembly(assembledFrom, withheld, List.of(), List.of(), List.of(), violations),
                null,
                poll);
    }

    private static CatalogView withoutBlobs(Counts counts) {
        return new CatalogView(
                CATALOG, TIME, TIME, counts, List.of(), Collections.emptySortedSet(), new WantedSet(0, 0, Map.of()));
    }

    private static CatalogView catalog(Map<Sha256, Long> missing) {
        return new CatalogView(
                CATALOG,
                TIME,
                TIME,
                Counts.NONE,
                List.of(),
                Collections.emptySortedSet(),
                new WantedSet(3, 300, missing));
    }

    private static UpstreamPolled poll(String run, Outcome outcome) {
        return new UpstreamPolled(MIRROR, run, outcome, null, TIME, CATALOG, null, TIME);
    }
}
