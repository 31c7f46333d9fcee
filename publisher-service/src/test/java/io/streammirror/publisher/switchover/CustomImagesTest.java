package io.streammirror.publisher.switchover;

import static io.streammirror.publisher.Trees.MIRROR;
import static io.streammirror.publisher.Trees.STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.streammirror.api.SweepReport;
import io.streammirror.catalog.Catalog;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LivePublication;
import io.streammirror.decision.Orders;
import io.streammirror.decision.RollbackOrder;
import io.streammirror.decision.StandingOrder;
import io.streammirror.publisher.Trees;
import io.streammirror.publisher.customimage.CustomImage;
import io.streammirror.publisher.customimage.CustomImageCollection;
import io.streammirror.publisher.customimage.CustomImageCollections;
import io.streammirror.publisher.customimage.CustomImageFixtures;
import io.streammirror.publisher.publication.PublishedStream;
import io.streammirror.publisher.snapshot.PreviousTrees;
import io.streammirror.publisher.state.MirrorView;
import io.streammirror.publisher.sweep.Sweeper;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The operators' own images beside upstream's, whatever happens to those. */
class CustomImagesTest extends PublisherFixture {
    private static final StandingOrder ORDER = new StandingOrder("alice", "because", NOW, 1);
    private static final CustomImage ROCKY = CustomImageFixtures.archive("rocky9", "20260101", "a");
    private static final CustomImage NOBLE = CustomImageFixtures.ubuntu("noble-custom", "20260101", "b");

    @Test
    void shouldKeepDocumentsOfCustomImagesWhenUpstreamChanges() {
        publish("v1");
        add(ROCKY, "a");
        add(NOBLE, "b");
        run(publisher);

        assertThat(listed()).containsExactlyInAnyOrder("v1", "20260101", "20260101");
        assertThat(live().customStreams()).containsExactlyInAnyOrder(ROCKY.stream(), NOBLE.stream());
        assertThatAllIsStored(live());
        PublishedStream before = live().streams().get(ROCKY.stream());

        publish("v2");

        assertThat(listed()).containsExactlyInAnyOrder("v2", "20260101", "20260101");
        assertThat(live().streams().get(ROCKY.stream())).isEqualTo(before);
    }

    @Test
    void shouldMakeNoEntryForCustomImagesWhenRestarted() {
        publish("v1");
        add(ROCKY, "a");
        run(publisher);
        long before = log.head().sequence();

        run(publisher(store));

        assertThat(log.head().sequence()).isEqualTo(before);
    }

    @Test
    void shouldAddAndRemoveCustomImagesWhenOnHold() {
        publish("v1");
        order(orders -> orders.holding(ORDER));
        add(ROCKY, "a");

        publish("v2");
        assertThat(listed()).containsExactlyInAnyOrder("v1", "20260101");

        remove(ROCKY);
        run(publisher);
        assertThat(listed()).containsExactly("v1");
    }

    @Test
    void shouldLeaveCustomImagesAsTheyAreWhenRolledBack() {
        publish("v1");
        add(NOBLE, "b");
        run(publisher);
        Sha256 to = decision().id();
        remove(NOBLE);
        publish("v2");
        add(ROCKY, "a");
        run(publisher);

        var rollback = new RollbackOrder(to, decision().id(), catalogRevision(), ORDER);
        order(orders -> orders.withRollback(rollback));
        run(publisher);

        assertThat(streams()).containsExactlyInAnyOrder(STREAM, ROCKY.stream());
        assertThat(listed()).containsExactlyInAnyOrder("v1", "20260101");
    }

    @Test
    void shouldNotKeepRemovedCustomImageAsDroppedProduct() {
        publish("v1");
        add(ROCKY, "a");
        run(publisher);

        remove(ROCKY);
        run(publisher);

        assertThat(streams()).containsExactly(STREAM);
        assertThat(live().dropped().count()).isZero();
        assertThat(live().customStreams()).isEmpty();
    }

    @Test
    void shouldPublishNoCustomImageBeforeUpstreamIsPublished() {
        accept(catalog("v1", "a"));
        add(ROCKY, "a");

        run(publisher);

        assertThat(log.head().state().mirror(MIRROR).live()).isNull();
    }

    @Test
    void shouldLeaveOutUpstreamStreamWhenCustomImagesHaveItsName() {
        add(ROCKY, "a");
        Catalog catalog = Trees.catalog(
                Trees.stream(STREAM, Trees.document(new TreeMap<>(Map.of("7", new TreeMap<>(Map.of("v1", "a")))))),
                Trees.stream(
                        ROCKY.stream(), Trees.document(new TreeMap<>(Map.of("8", new TreeMap<>(Map.of("v9", "a")))))));
        accept(catalog);
        storeItems("v1", "a");
        Trees.contents("8", "v9", "a").forEach(this::storeContent);

        run(publisher);

        assertThat(listed()).containsExactlyInAnyOrder("v1", "20260101");
        assertThat(state.view(MIRROR).assembly().leftOut())
                .singleElement()
                .satisfies(stream -> assertThat(stream.reason()).contains("own images of this name"));
    }

    @Test
    void shouldWithholdCustomImageUntilItsLostFilesAreBack() {
        publish("v1");
        add(ROCKY, "a");
        run(publisher);
        Sha256 file = ROCKY.files().get("root-tgz").sha256();
        store.delete(StoreKeys.blob(file));

        run(publisher);

        MirrorView view = state.view(MIRROR);
        assertThat(listed()).containsExactly("v1");
        assertThat(view.assembly().withheld()).singleElement().satisfies(version -> assertThat(version.reason())
                .contains("add it again"));

        storeContent(CustomImageFixtures.content("root-tgz", "a"));
        run(publisher);
        assertThat(listed()).containsExactlyInAnyOrder("v1", "20260101");
    }

    @Test
    void shouldStopPublishingWhenListOfCustomImagesCannotBeRead() {
        publish("v1");
        add(ROCKY, "a");
        run(publisher);
        LivePublication before = decision();
        store.delete(StoreKeys.blob(Objects.requireNonNull(standing().images()).document()));
        accept(catalog("v2", "a"));
        storeItems("v2", "a");

        Throwable problem = catchThrowable(() -> run(publisher(store)));

        assertThat(problem).isInstanceOf(StoreException.class).hasMessageContaining("list of own images");
        assertThat(decision()).isEqualTo(before);
    }

    @Test
    void shouldSweepCustomImagesOnlyWhenRemoved() {
        publish("v1");
        add(ROCKY, "a");
        clock.advance(Duration.ofDays(40));
        Sha256 file = ROCKY.files().get("root-tgz").sha256();

        sweep();
        assertThat(store.contents()).containsKey(StoreKeys.blob(file));
        run(publisher);
        assertThat(listed()).containsExactlyInAnyOrder("v1", "20260101");

        remove(ROCKY);
        run(publisher);
        for (int i = 0; i < 20; i++) {
            // Superseded publications are kept by number, too.
            publish("v" + (i + 2));
        }
        clock.advance(Duration.ofDays(40));
        publish("v99");
        sweep();
        assertThat(store.contents()).doesNotContainKey(StoreKeys.blob(file));
    }

    private void sweep() {
        SweepReport report = new Sweeper(new DecisionLog(store, clock, "sweeper"), store, Duration.ofDays(2), clock)
                .sweep(Sweeper.Request.OWN);
        assertThat(report.outcome()).isIn(SweepReport.Outcome.NOTHING, SweepReport.Outcome.SWEPT);
    }

    private void publish(String version) {
        accept(catalog(version, "a"));
        storeItems(version, "a");
        run(publisher);
    }

    private void add(CustomImage image, String edition) {
        CustomImageFixtures.contents(image, edition)
                .values()
                .forEach(bytes -> store.put(StoreKeys.blob(Sha256.of(bytes)), bytes, ObjectAttributes.BYTES));
        order(orders ->
                with(orders, new CustomImageCollections(store).read(orders).with(image.document())));
    }

    private void remove(CustomImage image) {
        order(orders -> with(
                orders,
                new CustomImageCollections(store)
                        .read(orders)
                        .without(image.stream(), image.product(), List.of(image.version()))));
    }

    private Orders with(Orders orders, CustomImageCollection collection) {
        Sha256 document = new CustomImageCollections(store).save(collection);
        return orders.withImages(new io.streammirror.decision.CustomImages(document, collection.versions(), ORDER));
    }

    private void storeContent(String content) {
        store.put(StoreKeys.blob(Trees.sha256(content)), Trees.bytes(content), ObjectAttributes.BYTES);
    }

    private Orders standing() {
        return log.head().state().mirror(MIRROR).standing();
    }

    private Sha256 catalogRevision() {
        return Objects.requireNonNull(log.head().state().mirror(MIRROR).catalog())
                .revision();
    }

    private LivePublication decision() {
        return Objects.requireNonNull(log.head().state().mirror(MIRROR).live());
    }

    private List<ContentId> streams() {
        return List.copyOf(live().streams().keySet());
    }

    private List<String> listed() {
        var versions = new ArrayList<String>();
        new PreviousTrees(store)
                .whole(MIRROR, decision().id())
                .documents()
                .values()
                .forEach(document -> document.products()
                        .values()
                        .forEach(product -> product.versions().keySet().forEach(name -> versions.add(name.value()))));
        return versions;
    }
}
