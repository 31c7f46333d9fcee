package io.streammirror.publisher.switchover;

import static io.streammirror.publisher.Trees.MIRROR;
import static io.streammirror.publisher.Trees.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.decision.LivePublication;
import io.streammirror.decision.Orders;
import io.streammirror.decision.Pin;
import io.streammirror.decision.RollbackOrder;
import io.streammirror.decision.StandingOrder;
import io.streammirror.publisher.Trees;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.publisher.snapshot.PreviousTrees;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.VersionName;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Publications follow the orders of operators, before and after a restart. */
class OperatorOrdersTest extends PublisherFixture {
    private static final StandingOrder ORDER = new StandingOrder("alice", "because", NOW, 1);

    @Test
    void shouldPublishNothingNewUntilHoldIsReleased() {
        publish(versions("v1", "a"));
        LivePublication before = decision();
        order(Orders.NONE.holding(ORDER));

        publish(versions("v2", "a"));

        assertThat(decision()).isEqualTo(before);
        order(Orders.NONE);
        run(publisher);
        assertThat(listed()).containsExactly("v2");
    }

    @Test
    void shouldStayOnHoldAndRestoreLostDocumentWhenRestarted() {
        publish(versions("v1", "a"));
        order(Orders.NONE.holding(ORDER));
        publish(versions("v2", "a"));
        lose(documents(live()).get(0));

        run(publisher(store));

        assertThatAllIsStored(live());
        assertThat(listed()).containsExactly("v1");
    }

    @Test
    void shouldNotPublishVersionThatBecomesCompleteWhenOnHold() {
        accept(Trees.catalog(new TreeMap<>(Map.of("7", versions("v1", "a"), "8", versions("v1", "a")))));
        storeItems("v1", "a");
        run(publisher);
        order(Orders.NONE.holding(ORDER));
        store("8", "v1", "a");

        run(publisher);

        assertThat(live().counts().products()).isEqualTo(1);
    }

    @Test
    void shouldWithdrawNewerVersionsUntilRollbackIsReleased() {
        publish(versions("v1", "a"));
        Sha256 old = decision().id();
        publish(versions("v2", "a"));

        rollBackTo(old);
        run(publisher);

        assertThat(listed()).containsExactly("v1");
        assertThat(live().updated()).isAfter(publication(old).updated());
        run(publisher(store));
        assertThat(listed()).containsExactly("v1");
        order(Orders.NONE);
        run(publisher);
        assertThat(listed()).containsExactly("v2");
    }

    @Test
    void shouldPublishVersionThatIsNewAfterRollback() {
        publish(versions("v1", "a"));
        Sha256 old = decision().id();
        publish(versions("v2", "a"));
        rollBackTo(old);
        run(publisher);

        publish(versions("v3", "a"));

        assertThat(listed()).containsExactly("v3");
    }

    @Test
    void shouldWithdrawAcceptedVersionThatWasNotYetPublished() {
        publish(versions("v1", "a"));
        Sha256 old = decision().id();
        publish(versions("v2", "a"));
        accept(Trees.catalog(new TreeMap<>(Map.of("7", versions("v3", "a")))));
        run(publisher);
        rollBackTo(old);
        run(publisher);

        storeItems("v3", "a");
        run(publisher);

        assertThat(listed()).containsExactly("v1");
    }

    @Test
    void shouldRestoreFormerContentOfVersionWhenRolledBack() {
        publish(versions("v1", "a"));
        Sha256 old = decision().id();
        publish(versions("v1", "b"));
        var path = new ItemPath("7/v1/root-tgz");
        assertThat(live().files().get(path).sha256()).isEqualTo(Trees.sha256("7/v1/root b"));

        rollBackTo(old);
        run(publisher);

        assertThat(live().files().get(path).sha256()).isEqualTo(Trees.sha256("7/v1/root a"));
    }

    @Test
    void shouldRestoreDroppedAndRemoveNewProductsWhenRolledBack() {
        store("8", "v1", "a");
        publish(versions("v1", "a"));
        Sha256 old = decision().id();
        accept(Trees.catalog(new TreeMap<>(Map.of("8", versions("v1", "a")))));
        run(publisher);

        rollBackTo(old);
        run(publisher);

        assertThat(tree().keySet()).containsExactly("7");
    }

    @Test
    void shouldReturnToNewerPublicationWhenRollbackIsRolledBack() {
        publish(versions("v1", "a"));
        Sha256 old = decision().id();
        publish(versions("v2", "a"));
        Sha256 young = decision().id();
        rollBackTo(old);
        run(publisher);

        rollBackTo(young);
        run(publisher);

        assertThat(listed()).containsExactly("v2");
    }

    @Test
    void shouldHoldTheMirrorWhenWhatARollbackRestsOnIsLost() {
        publish(versions("v1", "a"));
        Sha256 old = decision().id();
        publish(versions("v2", "a"));
        rollBackTo(old);
        run(publisher);
        store.put(StoreKeys.publication(MIRROR, old), "rot".getBytes(StandardCharsets.UTF_8), ObjectAttributes.JSON);
        MirrorPublisher restarted = publisher(store);

        run(restarted);

        assertThat(listed()).containsExactly("v1");
        restarted.check();
        assertThat(state.view(MIRROR).problem()).contains("rollback to", old.hex(), "release it");
    }

    @Test
    void shouldListNoVersionNewerThanPinnedOne() {
        publish(versions("v1", "a", "v2", "a"));
        pin("v1");
        run(publisher);
        assertThat(listed()).containsExactly("v1");

        publish(versions("v2", "a", "v3", "a"));

        assertThat(listed()).containsExactly("v1");
        order(Orders.NONE);
        run(publisher);
        assertThat(listed()).containsExactly("v2", "v3");
    }

    @Test
    void shouldKeepPinnedContentWhenUpstreamDropsProduct() {
        publish(versions("v1", "a"));
        pin("v1");
        run(publisher);
        publish(versions("v1", "b"));
        assertThat(live().files().get(new ItemPath("7/v1/root-tgz")).sha256()).isEqualTo(Trees.sha256("7/v1/root a"));

        store("8", "v1", "a");
        accept(Trees.catalog(new TreeMap<>(Map.of("8", versions("v1", "a")))));
        run(publisher(store));

        assertThat(tree()).containsOnlyKeys("7", "8");
    }

    @Test
    void shouldKeepDroppedProductForConfiguredTime() {
        store("8", "v1", "a");
        accept(Trees.catalog(new TreeMap<>(Map.of("7", versions("v1", "a"), "8", versions("v1", "a")))));
        storeItems("v1", "a");
        run(publisher);

        accept(Trees.catalog(new TreeMap<>(Map.of("8", versions("v1", "a")))));
        run(publisher);

        assertThat(tree()).containsOnlyKeys("7", "8");
        assertThat(live().dropped().of(STREAM, new ProductName("7"))).contains(NOW);
        Publication kept = live();
        run(publisher(store));
        assertThat(live()).isEqualTo(kept);
    }

    private void publish(SortedMap<String, String> versions) {
        accept(Trees.catalog(new TreeMap<>(Map.of("7", versions))));
        versions.forEach(this::storeItems);
        run(publisher);
    }

    private void store(String product, String version, String edition) {
        Trees.contents(product, version, edition)
                .forEach(content ->
                        store.put(StoreKeys.blob(Trees.sha256(content)), Trees.bytes(content), ObjectAttributes.BYTES));
    }

    private static SortedMap<String, String> versions(String... pairs) {
        var versions = new TreeMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            versions.put(pairs[i], pairs[i + 1]);
        }
        return versions;
    }

    private void order(Orders orders) {
        order(before -> orders);
    }

    private void rollBackTo(Sha256 to) {
        Sha256 catalog = Objects.requireNonNull(
                        log.head().state().mirror(MIRROR).catalog())
                .revision();
        var rollback = new RollbackOrder(to, decision().id(), catalog, ORDER);
        order(before -> before.withRollback(rollback));
    }

    private void pin(String version) {
        order(before -> before.withPin(new Pin(
                STREAM,
                new ProductName("7"),
                new VersionName(version),
                decision().id(),
                null,
                ORDER)));
    }

    private LivePublication decision() {
        return Objects.requireNonNull(log.head().state().mirror(MIRROR).live());
    }

    private Publication publication(Sha256 id) {
        return new Publications(store).load(MIRROR, id);
    }

    /** The versions of product 7. */
    private List<String> listed() {
        return tree().getOrDefault("7", List.of());
    }

    private Map<String, List<String>> tree() {
        var tree = new TreeMap<String, List<String>>();
        new PreviousTrees(store)
                .whole(MIRROR, decision().id())
                .documents()
                .values()
                .forEach(document -> document.products()
                        .forEach((name, product) -> tree.put(
                                name.value(),
                                product.versions().keySet().stream()
                                        .map(VersionName::value)
                                        .toList())));
        return tree;
    }
}
