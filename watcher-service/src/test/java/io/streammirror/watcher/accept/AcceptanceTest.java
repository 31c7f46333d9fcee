package io.streammirror.watcher.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.catalog.Catalog;
import io.streammirror.log.Decision;
import io.streammirror.log.DecisionLog;
import io.streammirror.log.LogEntry;
import io.streammirror.log.MirrorState;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.SampleProducts;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.StoreKeys;
import io.streammirror.upstream.FakeTree;
import io.streammirror.upstream.MirrorUpstream;
import io.streammirror.upstream.UpstreamSet;
import io.streammirror.watcher.FakeClock;
import io.streammirror.watcher.RecordingStore;
import io.streammirror.watcher.accept.Acceptance.Verdict;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcceptanceTest {
    private static final MirrorName MIRROR = new MirrorName("stable");
    private static final String STREAM = "com.example:images";

    private final FakeClock clock = new FakeClock(FakeTree.NOW);
    private final FakeTree tree = new FakeTree("https://upstream.example/");
    private final MirrorUpstream upstream = MirrorUpstream.of(tree.settings("stable"), tree, clock);
    private final RecordingStore store = new RecordingStore();
    private final DecisionLog log = new DecisionLog(store, clock, "watcher-1");
    private final Acceptance acceptance = new Acceptance(store, log, clock);
    private final Acceptance rival = new Acceptance(store, new DecisionLog(store, clock, "watcher-2"), clock);

    @BeforeEach
    void publish() {
        tree.publish(images(8, "one"));
    }

    @Test
    void everythingADecisionNamesIsStoredBeforeIt() {
        UpstreamSet set = read();
        Catalog catalog = upstream.select(set);

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
        assertThat(acceptance.current(MIRROR)).isEmpty();

        Catalog catalog = accept();

        assertThat(acceptance.current(MIRROR).orElseThrow().revision()).isEqualTo(catalog.revision());
        assertThat(state().highWater()).hasSize(1);
        assertThat(state().catalog().sequence()).isEqualTo(1);
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

        assertThat(acceptance.current(MIRROR)).isEmpty();
        assertThat(decide(acceptance)).isEqualTo(new Verdict.Unchanged(catalog.revision()));
        assertThat(acceptance.current(MIRROR)).isPresent();
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
    void anOlderStateIsHeldAndLoggedOnce() {
        tree.publish(images(9, "two"));
        Catalog newest = accept();
        tree.publish(images(8, "one"));

        var held = (Verdict.Held) decide(acceptance);

        assertThat(decide(acceptance)).isEqualTo(held);
        assertThat(held.reason()).contains(STREAM, "2025-07-24T08:00:00Z", "2025-07-24T09:00:00Z");
        assertThat(entries())
                .extracting(LogEntry::decision)
                .hasSize(2)
                .last()
                .isEqualTo(new Decision.UpstreamRefused(MIRROR, held.reason()));
        assertThat(state().catalog().revision()).isEqualTo(newest.revision());
    }

    @Test
    void aRefusalIsLoggedOncePerReason() {
        acceptance.refuse(MIRROR, "bad signature");
        acceptance.refuse(MIRROR, "bad signature");
        acceptance.refuse(MIRROR, "no index");

        assertThat(entries())
                .extracting(LogEntry::decision)
                .containsExactly(
                        new Decision.UpstreamRefused(MIRROR, "bad signature"),
                        new Decision.UpstreamRefused(MIRROR, "no index"));
    }

    @Test
    void acceptingTheSameCatalogAgainEndsARefusal() {
        accept();
        acceptance.refuse(MIRROR, "bad signature");

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
        UpstreamSet older = read();
        tree.publish(images(9, "two"));
        store.beforeNextCreate(() -> decide(rival));

        Verdict verdict = acceptance.decide(older, upstream.select(older));

        assertThat(verdict).isInstanceOf(Verdict.Held.class);
        assertThat(state().catalog().revision())
                .isEqualTo(upstream.select(read()).revision());
    }

    @Test
    void aWatcherThatOvertakesTellsTheDifferenceToWhatItOvertook() {
        UpstreamSet older = read();
        Catalog overtaken = upstream.select(older);
        tree.publish(images(9, "two"));
        store.beforeNextCreate(() -> rival.decide(older, overtaken));

        var accepted = (Verdict.Accepted) decide(acceptance);

        assertThat(accepted.difference().before()).isEqualTo(overtaken.revision());
        assertThat(entries()).hasSize(2);
    }

    private Catalog accept() {
        UpstreamSet set = read();
        Catalog catalog = upstream.select(set);
        assertThat(acceptance.decide(set, catalog)).isInstanceOf(Verdict.Accepted.class);
        return catalog;
    }

    private Verdict decide(Acceptance watcher) {
        UpstreamSet set = read();
        return watcher.decide(set, upstream.select(set));
    }

    private UpstreamSet read() {
        return upstream.read(null).orElseThrow().set();
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
