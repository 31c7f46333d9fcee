package io.streammirror.publisher.switchover;

import static io.streammirror.publisher.Trees.MIRROR;
import static io.streammirror.publisher.Trees.STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.api.SweepReport;
import io.streammirror.decision.Decision;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LogEntry;
import io.streammirror.decision.RollbackOrder;
import io.streammirror.decision.StandingOrder;
import io.streammirror.publisher.Trees;
import io.streammirror.publisher.publication.PublicationFormatException;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.publisher.sweep.Sweeper;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.Blobs;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.StoreUnavailableException;
import io.streammirror.store.StoredObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The objects that a sweep deletes and keeps, also when others write meanwhile. */
class SweeperTest extends PublisherFixture {
    private static final Duration GRACE = Duration.ofDays(2);
    private static final Duration LONG = Duration.ofDays(40);

    @Test
    void shouldDeleteAndLogUnreachableObjectsWhenGraceIsOver() {
        publishFirst();
        String orphan = orphan("not wanted");
        assertThat(sweeper(store).sweep(Sweeper.Request.OWN).outcome()).isEqualTo(SweepReport.Outcome.NOTHING);
        clock.advance(LONG);

        SweepReport report = sweeper(store).sweep(Sweeper.Request.OWN);

        assertThat(report.outcome()).isEqualTo(SweepReport.Outcome.SWEPT);
        assertThat(report.deleted()).isEqualTo(1);
        assertThat(store.contents()).doesNotContainKey(orphan);
        assertThatAllIsStored(live());
        long last = log.head().sequence();
        assertThat(log.entries(last - 1, 2))
                .extracting(LogEntry::decision)
                .containsExactly(
                        new Decision.SweepOpened(report.plan(), 1, "not wanted".length()),
                        new Decision.SweepClosed(report.plan(), 1));
        assertThat(log.head().state().openSweep()).isEmpty();
    }

    @Test
    void shouldDeleteEverythingOfPublicationsThatAreNoLongerKept() {
        publishFirst();
        var before = store.contents().keySet();
        Sha256 old = log.head().state().mirror(MIRROR).live().id();
        for (int i = 2; i < 14; i++) {
            clock.advance(LONG);
            accept(catalog("v" + i, "a"));
            storeItems("v" + i, "a");
            run(publisher);
        }
        assertThat(log.head().state().mirror(MIRROR).keptPublications()).doesNotContain(old);
        clock.advance(LONG);

        sweeper(store).sweep(Sweeper.Request.OWN);

        assertThat(before.stream().filter(key -> !key.startsWith(StoreKeys.LOG)))
                .isNotEmpty()
                .noneMatch(store.contents()::containsKey);
        assertThat(log.head().state().mirror(MIRROR).keptPublications())
                .allSatisfy(id -> assertThatAllIsStored(new Publications(store).load(MIRROR, id)));
    }

    @Test
    void shouldReportAndChangeNothingWhenDryRun() {
        publishFirst();
        orphan("not wanted");
        clock.advance(LONG);
        var before = store.contents().keySet();

        SweepReport report = sweeper(store).dryRun();

        assertThat(report.outcome()).isEqualTo(SweepReport.Outcome.PLANNED);
        assertThat(report.objects()).isEqualTo(1);
        assertThat(report.kinds()).isEqualTo(Map.of("blobs", 1L));
        assertThat(store.contents().keySet()).isEqualTo(before);
    }

    @Test
    void shouldRequireAcceptanceOfExactPlanWhenTooMuchWouldGo() {
        publishFirst();
        for (int i = 0; i < 100; i++) {
            orphan("orphan " + i);
        }
        clock.advance(LONG);
        var before = store.contents().keySet();

        SweepReport refused = sweeper(store).sweep(Sweeper.Request.OWN);

        assertThat(refused.outcome()).isEqualTo(SweepReport.Outcome.GUARDED);
        assertThat(refused.message())
                .contains("mirror sweep --accept " + refused.plan().abbreviated());
        assertThat(store.contents().keySet()).isEqualTo(before);
        assertThat(sweeper(store).sweep(accepting("0123456789ab")).outcome()).isEqualTo(SweepReport.Outcome.GUARDED);

        SweepReport done = sweeper(store).sweep(accepting(refused.plan().abbreviated()));

        assertThat(done.deleted()).isEqualTo(100);
        assertThat(log.head().entry().who()).isEqualTo("alice");
    }

    @Test
    void shouldSweepWhenAPublicationAndTheCatalogAreDamaged() {
        publishFirst();
        orphan("not wanted");
        clock.advance(LONG);
        var state = log.head().state().mirror(MIRROR);
        for (String key : List.of(
                StoreKeys.publication(MIRROR, state.live().id()),
                StoreKeys.catalog(MIRROR, state.catalog().revision()))) {
            store.put(key, "damaged".getBytes(StandardCharsets.UTF_8), ObjectAttributes.JSON);
        }

        assertThat(sweeper(store).sweep(Sweeper.Request.OWN).outcome()).isEqualTo(SweepReport.Outcome.SWEPT);
    }

    @Test
    void shouldRefuseToSweepWhenNewerSoftwareWroteAPublication() {
        publishFirst();
        orphan("not wanted");
        clock.advance(LONG);
        byte[] newer = "{\"format\":\"publication:9\"}".getBytes(StandardCharsets.UTF_8);
        Sha256 id = Sha256.of(newer);
        store.put(StoreKeys.publication(MIRROR, id), newer, ObjectAttributes.JSON);
        order(orders -> orders.withRollback(
                new RollbackOrder(id, id, null, new StandingOrder("alice", null, clock.instant(), 1))));

        assertThatThrownBy(() -> sweeper(store).sweep(Sweeper.Request.OWN))
                .isInstanceOf(PublicationFormatException.class);
    }

    @Test
    void shouldKeepBlobsOfCatalogAcceptedWhilePlanning() {
        publishFirst();
        storeItems("v9", "a");
        clock.advance(LONG);
        var racing = new HookedStore();
        racing.onList = () -> accept(catalog("v9", "a"));

        SweepReport report = sweeper(racing).sweep(Sweeper.Request.OWN);
        run(publisher);

        assertThat(report.outcome()).isEqualTo(SweepReport.Outcome.NOTHING);
        assertThat(live().files()).hasSize(documents(live()).size() + 2);
        assertThatAllIsStored(live());
    }

    @Test
    void shouldNotPublishObjectsThatOpenSweepDeletes() {
        publishFirst();
        storeItems("v9", "a");
        clock.advance(LONG);
        Sha256 before = log.head().state().mirror(MIRROR).live().id();
        var racing = new HookedStore();
        racing.onDelete = key -> {
            accept(catalog("v9", "a"));
            run(publisher);
            assertThat(log.head().state().mirror(MIRROR).live().id()).isEqualTo(before);
        };

        sweeper(racing).sweep(Sweeper.Request.OWN);

        assertThat(state.view(MIRROR).catalog().wanted().missing()).hasSize(2);
        storeItems("v9", "a");
        run(publisher);
        assertThat(live().files()).containsKey(new ItemPath("7/v9/root-tgz"));
        assertThatAllIsStored(live());
    }

    @Test
    void shouldPublishAgainWhenSweepOvertakesSwitch() {
        publishFirst();
        orphan("not wanted");
        clock.advance(LONG);
        accept(catalog("v2", "a"));
        storeItems("v2", "a");
        var racing = new HookedStore();
        racing.onCreate = () -> {
            assertThat(sweeper(store).sweep(Sweeper.Request.OWN).deleted()).isPositive();
            // As if it had been old, found there by the publisher, and in the plan.
            store.delete(StoreKeys.blob(newestDocument()));
        };

        run(publisher(racing));

        assertThat(live().files()).containsKey(new ItemPath("7/v2/root-tgz"));
        assertThatAllIsStored(live());
    }

    /** The products document of the publication that is about to go live. */
    private Sha256 newestDocument() {
        Sha256 before = log.head().state().mirror(MIRROR).live().id();
        return store.contents().keySet().stream()
                .filter(key -> key.startsWith(StoreKeys.PUBLICATIONS) && !key.contains(before.hex()))
                .map(key -> new Sha256(key.substring(key.lastIndexOf('/') + 1).replace(".json", "")))
                .map(id -> new Publications(store)
                        .load(MIRROR, id)
                        .streams()
                        .get(STREAM)
                        .body())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldKeepBlobThatIsStoredAgainDuringSweep() {
        publishFirst();
        orphan("first to go");
        storeItems("v9", "a");
        clock.advance(LONG);
        var racing = new HookedStore();
        racing.onDelete = key -> {
            clock.advance(Duration.ofSeconds(1));
            storeItems("v9", "a");
        };

        SweepReport report = sweeper(racing).sweep(Sweeper.Request.OWN);

        assertThat(report.deleted()).isLessThan(report.objects());
        assertThat(Trees.contents("7", "v9", "a").stream()
                        .filter(content -> store.head(StoreKeys.blob(Trees.sha256(content)))
                                .isPresent()))
                .isNotEmpty();
    }

    @Test
    void shouldFinishSweepWhenItsProcessDied() {
        publishFirst();
        orphan("one");
        orphan("two");
        clock.advance(LONG);
        var dying = new HookedStore();
        dying.onDelete = key -> {
            throw new StoreUnavailableException("killed", null);
        };
        assertThatThrownBy(() -> sweeper(dying).sweep(Sweeper.Request.OWN))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(sweeper(store).sweep(Sweeper.Request.OWN).outcome()).isEqualTo(SweepReport.Outcome.BUSY);
        clock.advance(Duration.ofHours(1));

        SweepReport finished = sweeper(store).sweep(Sweeper.Request.OWN);

        assertThat(finished.outcome()).isEqualTo(SweepReport.Outcome.SWEPT);
        assertThat(finished.deleted()).isEqualTo(2);
        assertThat(log.head().state().openSweep()).isEmpty();
        assertThatAllIsStored(live());
    }

    private void publishFirst() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        run(publisher);
    }

    private String orphan(String content) {
        String key = StoreKeys.blob(new Blobs(store).storeDocument(Trees.bytes(content), "text/plain"));
        assertThat(store.head(key)).isPresent();
        return key;
    }

    private Sweeper sweeper(ObjectStore on) {
        return new Sweeper(new DecisionLog(on, clock, "sweeper"), on, GRACE, clock);
    }

    private static Sweeper.Request accepting(String plan) {
        return new Sweeper.Request("alice", "cleaned up", Optional.of(plan));
    }

    /** The fixture's store, with something that happens once in the middle of a call. */
    private final class HookedStore extends InMemoryObjectStore {
        private Runnable onList = () -> {};
        private Runnable onCreate = () -> {};
        private Consumer<String> onDelete = key -> {};

        @Override
        public void list(String prefix, Consumer<StoredObject> visitor) {
            Runnable hook = onList;
            onList = () -> {};
            hook.run();
            store.list(prefix, visitor);
        }

        @Override
        public void delete(String key) {
            Consumer<String> hook = onDelete;
            onDelete = other -> {};
            hook.accept(key);
            store.delete(key);
        }

        @Override
        public Optional<StoredObject> head(String key) {
            return store.head(key);
        }

        @Override
        public byte[] read(String key, long maxBytes) {
            return store.read(key, maxBytes);
        }

        @Override
        public void put(String key, byte[] body, ObjectAttributes attributes) {
            store.put(key, body, attributes);
        }

        @Override
        public boolean create(String key, byte[] body, ObjectAttributes attributes) {
            Runnable hook = onCreate;
            onCreate = () -> {};
            hook.run();
            return store.create(key, body, attributes);
        }
    }
}
