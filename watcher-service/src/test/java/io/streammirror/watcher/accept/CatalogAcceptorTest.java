package io.streammirror.watcher.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.catalog.Catalog;
import io.streammirror.decision.Decision;
import io.streammirror.decision.Proposal;
import io.streammirror.decision.SweepMark;
import io.streammirror.simplestreams.SampleProducts;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.Blobs;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import io.streammirror.sweep.PlannedObject;
import io.streammirror.sweep.SweepPlan;
import io.streammirror.sweep.SweepPlans;
import io.streammirror.upstream.FakeTree;
import io.streammirror.upstream.ReadResult;
import io.streammirror.upstream.UpstreamSnapshot;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which catalogs are followed, and what is written for that. */
class CatalogAcceptorTest extends AcceptorFixture {
    @Test
    void shouldStoreEverythingBeforeTheDecisionThatNamesIt() {
        ReadResult reading = read();
        UpstreamSnapshot set = reading.set();
        Catalog catalog = upstream.select(set, null);
        String archive = StoreKeys.upstream(MIRROR, catalog.revision());
        Sha256 index = Sha256.of(set.index().bytes());
        Sha256 products = Sha256.of(set.products().get(0).received().bytes());

        var accepted = (AcceptanceResult.Accepted) acceptance.decide(reading, catalog);

        assertThat(store.writes())
                .containsExactly(
                        StoreKeys.blob(index),
                        archive + index,
                        StoreKeys.blob(products),
                        archive + products,
                        archive + "catalog.json",
                        StoreKeys.catalog(MIRROR, catalog.revision()),
                        StoreKeys.blob(accepted.differenceBlob()),
                        StoreKeys.logEntry(1),
                        StoreKeys.LOG_HINT);
        assertThat(accepted.revision()).isEqualTo(catalog.revision());
        assertThat(accepted.difference().added()).hasSize(1);
    }

    @Test
    void shouldFollowAcceptedCatalog() {
        assertThat(acceptance.followedUnlike(null)).isEmpty();

        Catalog catalog = accept();

        assertThat(acceptance.followedUnlike(null).orElseThrow().revision()).isEqualTo(catalog.revision());
        assertThat(acceptance.followedUnlike(catalog.revision())).isEmpty();
        assertThat(state().marks().streams()).hasSize(1);
        assertThat(state().catalog().sequence()).isEqualTo(1);
    }

    @Test
    void shouldWaitWhenASweepIsAboutToDeleteTheDocuments() {
        byte[] document = read().set().index().bytes();
        new Blobs(store).storeDocument(document, "text/plain");
        String key = StoreKeys.blob(Sha256.of(document));
        var plan = new SweepPlan(List.of(new PlannedObject(key, document.length, FakeTree.NOW)));
        Sha256 id = new SweepPlans(store).save(plan);
        mark(new SweepMark(id, FakeTree.NOW, 1, true));

        assertThat(decide(acceptance)).isInstanceOf(AcceptanceResult.Conflict.class);

        store.delete(key);
        mark(new SweepMark(id, FakeTree.NOW, 1, false));
        assertThat(decide(acceptance)).isInstanceOf(AcceptanceResult.Accepted.class);
        assertThat(store.head(key)).isPresent();
    }

    @Test
    void shouldWriteNothingWhenTheStateIsFollowedAlready() {
        Catalog catalog = accept();
        store.writes().clear();

        assertThat(decide(acceptance)).isEqualTo(new AcceptanceResult.Unchanged(catalog.revision()));
        assertThat(store.writes()).isEmpty();
    }

    @Test
    void shouldStoreCatalogAgainWhenTheStoreLostIt() {
        Catalog catalog = accept();
        store.delete(StoreKeys.catalog(MIRROR, catalog.revision()));

        assertThat(acceptance.followedUnlike(null)).isEmpty();
        assertThat(decide(acceptance)).isEqualTo(new AcceptanceResult.Unchanged(catalog.revision()));
        assertThat(acceptance.followedUnlike(null)).isPresent();
        assertThat(entries()).hasSize(1);
    }

    @Test
    void shouldStoreCatalogAgainWhenTheStoredOneIsDamaged() {
        Catalog catalog = accept();
        String key = StoreKeys.catalog(MIRROR, catalog.revision());
        store.put(key, "rot".getBytes(StandardCharsets.UTF_8), ObjectAttributes.JSON);

        assertThat(acceptance.followedUnlike(null)).isEmpty();
        assertThat(decide(acceptance)).isEqualTo(new AcceptanceResult.Unchanged(catalog.revision()));
        assertThat(Sha256.of(store.read(key, 1_000_000))).isEqualTo(catalog.revision());
        assertThat(entries()).hasSize(1);
    }

    @Test
    void shouldAcceptLaterCatalogWhenTheEarlierOneIsDamaged() {
        Catalog damaged = accept();
        store.put(
                StoreKeys.catalog(MIRROR, damaged.revision()),
                "rot".getBytes(StandardCharsets.UTF_8),
                ObjectAttributes.JSON);
        tree.publish(images(9, "two"));

        assertThat(decide(acceptance)).isInstanceOf(AcceptanceResult.Accepted.class);
    }

    @Test
    void shouldAcceptLaterCatalogWhenTheStoreLostTheEarlierOne() {
        Catalog lost = accept();
        store.delete(StoreKeys.catalog(MIRROR, lost.revision()));
        tree.publish(images(9, "two"));

        assertThat(decide(acceptance)).isInstanceOf(AcceptanceResult.Accepted.class);
    }

    @Test
    void shouldStoreDifferenceToTheCatalogBefore() {
        Catalog before = accept();
        tree.publish(images(9, "two"));

        var accepted = (AcceptanceResult.Accepted) decide(acceptance);

        assertThat(accepted.difference().before()).isEqualTo(before.revision());
        assertThat(accepted.difference().changed()).hasSize(1);
    }

    @Test
    void shouldTakeOverOtherSelectionsAlthoughNothingChanges() {
        Catalog catalog = accept();
        var narrowed = tree.settings("stable").withSelections(List.of());
        var restarted = new CatalogAcceptor(narrowed, store, log, clock);

        assertThat(decide(restarted)).isInstanceOf(AcceptanceResult.Accepted.class);
        assertThat(state().catalog().selectionHash()).isEqualTo(narrowed.selectionHash());
        assertThat(state().catalog().revision()).isEqualTo(catalog.revision());
    }

    @Test
    void shouldWriteNothingWhenOnlyTimeStampsAreNew() {
        Catalog catalog = accept();
        store.writes().clear();
        tree.publish(images(9, "one"));

        assertThat(decide(acceptance)).isEqualTo(new AcceptanceResult.Unchanged(catalog.revision()));
        assertThat(store.writes()).isEmpty();
    }

    @Test
    void shouldFollowTheSameContentWhateverItsTimeStampSays() {
        tree.publish(images(9, "one"));
        Catalog catalog = accept();
        tree.publish(images(8, "one"));

        assertThat(decide(acceptance)).isEqualTo(new AcceptanceResult.Unchanged(catalog.revision()));
        tree.publish(images(8, "older content"));
        assertThat(decide(acceptance)).isInstanceOf(AcceptanceResult.Held.class);
    }

    @Test
    void shouldKeepDocumentsOfAcceptedStatesForAYear() {
        Catalog first = accept();
        clock.advance(Duration.ofDays(300));
        tree.publish(images(9, "two"));
        Catalog second = accept();
        byte[] index = read().set().index().bytes();

        assertThat(archived(first)).hasSize(3);
        assertThat(store.read(StoreKeys.upstream(MIRROR, second.revision()) + Sha256.of(index), 1_000_000))
                .isEqualTo(index);
        assertThat(Sha256.of(store.read(StoreKeys.upstream(MIRROR, first.revision()) + "catalog.json", 1_000_000)))
                .isEqualTo(first.revision());

        clock.advance(Duration.ofDays(66));
        tree.publish(new SampleProducts(STREAM).item("p", "20250101", "root", "three"));
        decide(acceptance);

        assertThat(archived(first)).as("documents of more than a year ago").isEmpty();
        assertThat(archived(second)).as("documents of what is followed").hasSize(3);
    }

    private void mark(SweepMark mark) {
        log.append(head -> Optional.of(new Proposal(
                new Decision.SweepOpened(mark.plan(), 1, 1), head.state().withSweep(mark))));
    }

    private List<String> archived(Catalog catalog) {
        var keys = new ArrayList<String>();
        store.list(StoreKeys.upstream(MIRROR, catalog.revision()), object -> keys.add(object.key()));
        return keys;
    }
}
