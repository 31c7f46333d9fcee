package io.streammirror.watcher.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.catalog.Catalog;
import io.streammirror.decision.Decision;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.HeldChange;
import io.streammirror.decision.LogEntry;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Proposal;
import io.streammirror.decision.Suspicion;
import io.streammirror.decision.SweepMark;
import io.streammirror.decision.UpstreamMarks;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.SampleProducts;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.Blobs;
import io.streammirror.store.StoreKeys;
import io.streammirror.sweep.PlannedObject;
import io.streammirror.sweep.SweepPlan;
import io.streammirror.sweep.SweepPlans;
import io.streammirror.testing.time.ManualClock;
import io.streammirror.upstream.Depth;
import io.streammirror.upstream.FakeTree;
import io.streammirror.upstream.MirrorUpstream;
import io.streammirror.upstream.UpstreamSnapshot;
import io.streammirror.watcher.RecordingStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcceptanceTest {
    private static final MirrorName MIRROR = new MirrorName("stable");
    private static final String STREAM = "com.example:images";

    private final ManualClock clock = new ManualClock(FakeTree.NOW);
    private final FakeTree tree = new FakeTree("https://upstream.example/");
    private final MirrorUpstream upstream = MirrorUpstream.of(tree.settings("stable"), tree, clock);
    private final RecordingStore store = new RecordingStore();
    private final DecisionLog log = new DecisionLog(store, clock, "watcher-1");
    private final Acceptance acceptance = new Acceptance(tree.settings("stable"), store, log, clock);
    private final Acceptance rival =
            new Acceptance(tree.settings("stable"), store, new DecisionLog(store, clock, "watcher-2"), clock);

    @BeforeEach
    void publish() {
        tree.publish(images(8, "one"));
    }

    @Test
    void everythingADecisionNamesIsStoredBeforeIt() {
        UpstreamSnapshot set = read();
        Catalog catalog = upstream.select(set, null);

        var accepted = (Verdict.Accepted) acceptance.decide(set, catalog);

        assertThat(store.writes())
                .containsExactly(
                        StoreKeys.blob(Sha256.of(set.index().bytes())),
                        StoreKeys.blob(
                                Sha256.of(set.products().get(0).received().bytes())),
                        StoreKeys.catalog(MIRROR, catalog.revision()),
                        StoreKeys.blob(accepted.differenceBlob()),
                        StoreKeys.logEntry(1),
                        StoreKeys.LOG_HINT);
        assertThat(accepted.revision()).isEqualTo(catalog.revision());
        assertThat(accepted.difference().added()).hasSize(1);
    }

    @Test
    void anAcceptedCatalogIsTheCurrentOne() {
        assertThat(acceptance.followedUnlike(null)).isEmpty();

        Catalog catalog = accept();

        assertThat(acceptance.followedUnlike(null).orElseThrow().revision()).isEqualTo(catalog.revision());
        assertThat(acceptance.followedUnlike(catalog.revision())).isEmpty();
        assertThat(state().marks().streams()).hasSize(1);
        assertThat(state().catalog().sequence()).isEqualTo(1);
    }

    @Test
    void aStateWhoseDocumentsASweepIsAboutToDeleteWaitsUntilThatIsOver() {
        UpstreamSnapshot set = read();
        byte[] document = set.index().bytes();
        new Blobs(store).storeDocument(document, "text/plain");
        String key = StoreKeys.blob(Sha256.of(document));
        var plan = new SweepPlan(List.of(new PlannedObject(key, document.length, FakeTree.NOW)));
        Sha256 id = new SweepPlans(store).save(plan);
        mark(new SweepMark(id, FakeTree.NOW, 1, true));

        assertThat(decide(acceptance)).isInstanceOf(Verdict.Overtaken.class);

        store.delete(key);
        mark(new SweepMark(id, FakeTree.NOW, 1, false));
        assertThat(decide(acceptance)).isInstanceOf(Verdict.Accepted.class);
        assertThat(store.head(key)).isPresent();
    }

    private void mark(SweepMark mark) {
        log.append(head -> Optional.of(new Proposal(
                new Decision.SweepOpened(mark.plan(), 1, 1), head.state().withSweep(mark))));
    }

    @Test
    void whatIsFollowedAlreadyMakesNoEntryAndNoWrite() {
        Catalog catalog = accept();
        store.writes().clear();

        assertThat(decide(acceptance)).isEqualTo(new Verdict.Unchanged(catalog.revision()));
        assertThat(store.writes()).isEmpty();
    }

    @Test
    void aCatalogThatTheStoreLostIsStoredAgain() {
        Catalog catalog = accept();
        store.delete(StoreKeys.catalog(MIRROR, catalog.revision()));

        assertThat(acceptance.followedUnlike(null)).isEmpty();
        assertThat(decide(acceptance)).isEqualTo(new Verdict.Unchanged(catalog.revision()));
        assertThat(acceptance.followedUnlike(null)).isPresent();
        assertThat(entries()).hasSize(1);
    }

    @Test
    void anEarlierCatalogThatTheStoreLostDoesNotStopALaterOne() {
        Catalog lost = accept();
        store.delete(StoreKeys.catalog(MIRROR, lost.revision()));
        tree.publish(images(9, "two"));

        assertThat(decide(acceptance)).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void theDifferenceIsTheOneToTheCatalogBefore() {
        Catalog before = accept();
        tree.publish(images(9, "two"));

        var accepted = (Verdict.Accepted) decide(acceptance);

        assertThat(accepted.difference().before()).isEqualTo(before.revision());
        assertThat(accepted.difference().changed()).hasSize(1);
    }

    @Test
    void anOlderStateIsHeldAndLoggedOnceWithAllThatFollowingItTakes() {
        tree.publish(images(9, "two"));
        Catalog newest = accept();
        tree.publish(images(8, "one"));

        var held = (Verdict.Held) decide(acceptance);

        HeldChange change = held.change();
        store.writes().clear();
        assertThat(change.suspicions()).containsExactly(Suspicion.ROLLBACK);
        assertThat(decide(acceptance)).isEqualTo(held);
        assertThat(store.writes()).isEmpty();
        assertThat(entries())
                .extracting(LogEntry::decision)
                .hasSize(2)
                .last()
                .isEqualTo(
                        new Decision.UpstreamHeld(MIRROR, change.revision(), change.difference(), change.objections()));
        assertThat(state().catalog().revision()).isEqualTo(newest.revision());
        assertThat(state().held()).isEqualTo(change);
        assertThat(store.head(StoreKeys.catalog(MIRROR, change.revision()))).isPresent();
        assertThat(store.head(StoreKeys.blob(change.difference()))).isPresent();
        assertThat(store.head(StoreKeys.blob(Sha256.of(read().index().bytes()))))
                .isPresent();
    }

    @Test
    void whatAnOperatorAcceptedIsFollowedFromThenOn() {
        tree.publish(images(9, "two"));
        accept();
        tree.publish(images(8, "one"));
        var held = (Verdict.Held) decide(acceptance);

        operatorAccepts(held.change().revision());

        assertThat(decide(acceptance))
                .isEqualTo(new Verdict.Unchanged(held.change().revision()));
        tree.publish(images(7, "zero"));
        assertThat(decide(acceptance)).as("an even older one").isInstanceOf(Verdict.Held.class);
    }

    @Test
    void whenUpstreamIsAsBeforeTheHoldEnds() {
        tree.publish(images(9, "two"));
        accept();
        tree.publish(images(8, "one"));
        decide(acceptance);
        tree.publish(images(9, "two"));

        assertThat(decide(acceptance)).isInstanceOf(Verdict.Accepted.class);
        assertThat(state().held()).isNull();
    }

    @Test
    void anUpstreamThatStandsStillForTooLongIsHeldOnceUntilAnOperatorAcceptsIt() {
        Catalog catalog = accept();
        Instant updated = read().updated();
        assertThat(acceptance.standStill(updated, catalog.revision()))
                .isEqualTo(new Verdict.Unchanged(catalog.revision()));

        clock.advance(Duration.ofDays(3650));
        var held = (Verdict.Held) acceptance.standStill(updated, catalog.revision());

        assertThat(held.change().suspicions()).containsExactly(Suspicion.FREEZE);
        assertThat(held.change().revision()).isEqualTo(catalog.revision());
        assertThat(acceptance.standStill(updated, catalog.revision())).isEqualTo(held);
        assertThat(entries()).hasSize(2);

        UpstreamMarks marks = state().marks();
        operatorAccepts(catalog.revision());

        assertThat(acceptance.standStill(updated, catalog.revision()))
                .isEqualTo(new Verdict.Unchanged(catalog.revision()));
        assertThat(state().marks()).isEqualTo(marks);
    }

    @Test
    void anOperatorsWordOutlastsARefusalInBetween() {
        Catalog catalog = accept();
        Instant updated = read().updated();
        clock.advance(Duration.ofDays(3650));
        acceptance.standStill(updated, catalog.revision());
        operatorAccepts(catalog.revision());

        acceptance.refuse("a proxy's error page", Optional.empty());

        assertThat(decide(acceptance)).isInstanceOf(Verdict.Accepted.class);
        assertThat(state().catalog().overridden()).containsExactly(Suspicion.FREEZE);
        assertThat(acceptance.standStill(updated, catalog.revision()))
                .isEqualTo(new Verdict.Unchanged(catalog.revision()));
    }

    @Test
    void whatAnotherWatcherRefusedIsReadWholeBeforeItCountsAsUnchanged() {
        Catalog catalog = accept();
        rival.refuse("bad signature", Optional.empty());

        assertThat(acceptance.standStill(read().updated(), catalog.revision())).isEqualTo(new Verdict.Overtaken());
    }

    @Test
    void anOperatorsOtherWishIsTakenOverAlthoughItChangesNothing() {
        Catalog catalog = accept();
        var narrowed = tree.settings("stable").withSelections(List.of());
        var restarted = new Acceptance(narrowed, store, log, clock);

        assertThat(decide(restarted)).isInstanceOf(Verdict.Accepted.class);
        assertThat(state().catalog().wish()).isEqualTo(narrowed.wish());
        assertThat(state().catalog().revision()).isEqualTo(catalog.revision());
    }

    @Test
    void refusedDocumentsAreKeptAsTheyCameTheLastTwentyOfThem() {
        for (int i = 0; i < 25; i++) {
            clock.advance(Duration.ofMinutes(1));
            acceptance.refuse("bad signature", Optional.of(("document " + i).getBytes(StandardCharsets.UTF_8)));
            acceptance.refuse("bad signature", Optional.of(("document " + i).getBytes(StandardCharsets.UTF_8)));
        }

        var kept = new ArrayList<String>();
        store.list(
                StoreKeys.refused(MIRROR),
                object -> kept.add(new String(store.read(object.key(), 100), StandardCharsets.UTF_8)));
        assertThat(kept).hasSize(20).startsWith("document 5").endsWith("document 24");
        assertThat(entries())
                .extracting(LogEntry::decision)
                .singleElement()
                .isInstanceOfSatisfying(Decision.UpstreamRefused.class, refused -> assertThat(refused.document())
                        .startsWith("refused/stable/2026")
                        .endsWith(Sha256.of("document 0".getBytes(StandardCharsets.UTF_8))
                                .hex()));
    }

    @Test
    void aRefusalIsLoggedOncePerReason() {
        acceptance.refuse("bad signature", Optional.empty());
        acceptance.refuse("bad signature", Optional.empty());
        acceptance.refuse("no index", Optional.empty());

        assertThat(entries())
                .extracting(LogEntry::decision)
                .containsExactly(
                        new Decision.UpstreamRefused(MIRROR, "bad signature", null),
                        new Decision.UpstreamRefused(MIRROR, "no index", null));
    }

    @Test
    void acceptingTheSameCatalogAgainEndsARefusal() {
        accept();
        acceptance.refuse("bad signature", Optional.empty());

        assertThat(decide(acceptance)).isInstanceOf(Verdict.Accepted.class);
        assertThat(state().refused()).isNull();
        assertThat(entries()).hasSize(3);
    }

    @Test
    void twoWatchersThatSeeTheSameMakeOneEntry() {
        store.beforeNextCreate(() -> decide(rival));

        Verdict verdict = decide(acceptance);

        assertThat(verdict).isEqualTo(new Verdict.Unchanged(state().catalog().revision()));
        assertThat(entries()).hasSize(1).first().extracting(LogEntry::writer).isEqualTo("watcher-2");
    }

    @Test
    void aWatcherThatWasOvertakenByANewerStateDoesNotGoBack() {
        UpstreamSnapshot older = read();
        tree.publish(images(9, "two"));
        store.beforeNextCreate(() -> decide(rival));

        Verdict verdict = acceptance.decide(older, upstream.select(older, null));

        assertThat(verdict).isEqualTo(new Verdict.Overtaken());
        assertThat(state().catalog().revision())
                .isEqualTo(upstream.select(read(), null).revision());
        assertThat(state().held()).isNull();
    }

    private Catalog accept() {
        UpstreamSnapshot set = read();
        Catalog catalog = upstream.select(set, null);
        assertThat(acceptance.decide(set, catalog)).isInstanceOf(Verdict.Accepted.class);
        return catalog;
    }

    private void operatorAccepts(Sha256 revision) {
        log.append(head -> {
            MirrorState state = head.state().mirror(MIRROR);
            MirrorState next = state.accepting(state.held(revision.hex()), clock.instant(), head.nextSequence());
            return Optional.of(new Proposal(
                    new Decision.CatalogAccepted(MIRROR, revision, revision),
                    head.state().with(MIRROR, next),
                    "alice",
                    "upstream says so"));
        });
    }

    private Verdict decide(Acceptance watcher) {
        UpstreamSnapshot set = read();
        return watcher.decide(set, upstream.select(set, null));
    }

    private UpstreamSnapshot read() {
        return upstream.read(null, Depth.INDEX).orElseThrow().set();
    }

    private MirrorState state() {
        return log.head().state().mirror(MIRROR);
    }

    private List<LogEntry> entries() {
        return log.entries(1, 100);
    }

    private static SampleProducts images(int hour, String content) {
        var images = new SampleProducts(STREAM).item("p", "20250101", "root", content);
        images.root().put("updated", "Thu, 24 Jul 2025 0" + hour + ":00:00 +0000");
        return images;
    }
}
