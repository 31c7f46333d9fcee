package io.streammirror.publisher.switchover;

import static io.streammirror.publisher.Trees.MIRROR;
import static io.streammirror.publisher.Trees.STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.catalog.Catalog;
import io.streammirror.decision.StandingOrder;
import io.streammirror.publisher.Trees;
import io.streammirror.publisher.assemble.WithheldVersion;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.StoreUnavailableException;
import io.streammirror.store.WrongClockException;
import io.streammirror.testing.time.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Content that cannot be published costs its own product, never the mirror, and leaves nothing in the store. */
class PoisonInputTest extends PublisherFixture {
    private static final String LONG = "x".repeat(20_000);
    private static final ContentId OTHER = new ContentId("com.example.maas:other");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/products/8",
                "/products/8/versions/v1",
                "/products/8/versions/v1/items/root-tgz",
                "/products/8/versions/v1/items/manifest"
            })
    void shouldWithholdOnlyTheProductWhenAStringInItIsTooLong(String place) {
        ObjectNode document = document("7", "8");
        ((ObjectNode) document.at(place)).put("note", LONG);
        accept(Trees.catalog(Trees.stream(STREAM, document)));
        storeItems("7");
        storeItems("8");

        run(publisher);

        assertThat(live().streams().get(STREAM).counts().products()).isEqualTo(1);
        assertThat(state.view(MIRROR).assembly().violations()).isEmpty();
        assertThat(state.view(MIRROR).assembly().withheld()).singleElement().satisfies(withheld -> {
            assertThat(withheld.product().value()).isEqualTo("8");
            assertThat(withheld.reason()).contains(place + "/note", "16000");
        });
    }

    @Test
    void shouldWithholdOnlyTheProductWhenItsNameIsTooLong() {
        ObjectNode document = document("7", "8");
        var products = (ObjectNode) document.get("products");
        products.set(LONG, products.remove("8"));
        accept(Trees.catalog(Trees.stream(STREAM, document)));
        storeItems("7");
        storeItems("8");

        run(publisher);

        assertThat(live().counts().products()).isEqualTo(1);
        assertThat(state.view(MIRROR).assembly().withheld()).hasSize(1);
    }

    @Test
    void shouldLeaveOutOnlyTheStreamWhenItsHeaderIsTooLong() {
        ObjectNode poisoned = document("8");
        poisoned.put("note", LONG);
        accept(Trees.catalog(Trees.stream(STREAM, document("7")), Trees.stream(OTHER, poisoned)));
        storeItems("7");
        storeItems("8");

        run(publisher);

        assertThat(live().streams()).containsOnlyKeys(STREAM);
        assertThat(state.view(MIRROR).assembly().leftOut())
                .singleElement()
                .satisfies(stream -> assertThat(stream.reason()).contains("/note"));
    }

    @Test
    void shouldKeepThePublishedHeaderWhenTheNewOneIsTooLong() {
        accept(Trees.catalog(Trees.stream(STREAM, document("7"))));
        storeItems("7");
        run(publisher);
        ObjectNode poisoned = document("7", "8");
        poisoned.put("note", LONG);
        accept(Trees.catalog(Trees.stream(STREAM, poisoned)));
        storeItems("8");

        run(publisher);

        assertThat(live().counts().products()).isEqualTo(2);
        assertThat(state.view(MIRROR).assembly().notes())
                .singleElement()
                .asString()
                .contains("keeps its published header", "/note");
    }

    @Test
    void shouldLeaveOutTheFieldWhenTheIndexHasOneThatIsTooLong() {
        Catalog catalog = Trees.catalog(Trees.stream(STREAM, document("7")));
        ObjectNode header = catalog.indexHeader().deepCopy().put("note", LONG);
        accept(Catalog.of(
                MIRROR,
                catalog.source(),
                header,
                catalog.indexDocument(),
                List.copyOf(catalog.streams().values()),
                List.of()));
        storeItems("7");

        run(publisher);

        assertThat(live().counts().products()).isEqualTo(1);
        assertThat(state.view(MIRROR).assembly().notes())
                .singleElement()
                .asString()
                .contains("'note'");
    }

    @Test
    void shouldKeepWhatIsPublishedOfAProductWhenItsNewVersionIsUnfit() {
        accept(Trees.catalog(Trees.stream(STREAM, document("7", "8"))));
        storeItems("7");
        storeItems("8");
        run(publisher);
        ObjectNode poisoned = document("7", "8");
        ((ObjectNode) poisoned.at("/products/8")).put("note", LONG);
        accept(Trees.catalog(Trees.stream(STREAM, poisoned)));

        run(publisher);

        assertThat(live().counts().products()).isEqualTo(2);
        assertThat(state.view(MIRROR).assembly().withheld())
                .extracting(WithheldVersion::product)
                .extracting(Object::toString)
                .containsExactly("8");
    }

    @Test
    void shouldNotGrowTheStoreWhenNothingCanBePublished() {
        ObjectNode document = document("8");
        ((ObjectNode) document.at("/products/8")).put("note", LONG);
        accept(Trees.catalog(Trees.stream(STREAM, document)));
        storeItems("8");
        run(publisher);
        int before = store.contents().size();

        for (int i = 0; i < 20; i++) {
            clock.advance(Duration.ofSeconds(5));
            assertThat(checkAgain(publisher)).isEqualTo(PublishNeed.NOTHING_NEW);
        }
        run(publisher(store));

        assertThat(store.contents()).hasSize(before);
        assertThat(state.view(MIRROR).assembly().withheld()).isNotEmpty();
    }

    @Test
    void shouldStoreTheSameBytesAgainWhenTheLogCannotBeWritten() {
        var failing = new InMemoryObjectStore(clock) {
            private boolean fails;

            @Override
            public boolean create(String key, byte[] body, ObjectAttributes attributes) {
                if (fails) {
                    throw new StoreUnavailableException("no entry", null);
                }
                return super.create(key, body, attributes);
            }
        };
        store.contents().forEach((key, body) -> failing.put(key, body, ObjectAttributes.JSON));
        accept(Trees.catalog(Trees.stream(STREAM, document("7"))));
        storeItems("7");
        store.contents().forEach((key, body) -> failing.put(key, body, ObjectAttributes.JSON));
        MirrorPublisher mirror = publisher(failing);
        failing.fails = true;
        assertThatThrownBy(() -> run(mirror)).isInstanceOf(StoreUnavailableException.class);
        int before = failing.contents().size();

        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofSeconds(5));
            assertThatThrownBy(() -> run(mirror)).isInstanceOf(StoreUnavailableException.class);
        }

        assertThat(failing.contents()).hasSize(before);
    }

    @Test
    void shouldPublishNothingWhenTheClockIsWrong() {
        var storeTime = new ManualClock(NOW.plus(Duration.ofMinutes(10)));
        store.tellTime(storeTime);
        accept(Trees.catalog(Trees.stream(STREAM, document("7"))));
        storeItems("7");
        int before = store.contents().size();

        assertThatThrownBy(() -> run(publisher))
                .isInstanceOf(WrongClockException.class)
                .hasMessageContaining("10 minutes behind");
        assertThat(store.contents()).hasSize(before);
        assertThat(state.view(MIRROR).problem()).contains("clock");

        clock.advance(Duration.ofMinutes(9));
        run(publisher);
        assertThat(live().counts().products()).isEqualTo(1);
    }

    @Test
    void shouldDateTheNextPublicationNowWhenAnOperatorResetsTheTime() {
        clock.advance(Duration.ofDays(300));
        accept(Trees.catalog(Trees.stream(STREAM, document("7"))));
        storeItems("7");
        run(publisher);
        Instant ahead = live().updated();
        clock.advance(Duration.ofDays(-299));
        run(publisher);
        assertThat(live().updated()).isEqualTo(ahead);

        order(orders -> orders.resettingTime(new StandingOrder("alice", null, clock.instant(), 9)));
        run(publisher);

        assertThat(live().updated()).isBefore(ahead).isBeforeOrEqualTo(clock.instant());
        assertThat(live().streams().get(STREAM).updated()).isEqualTo(live().updated());
        assertThat(log.head().state().mirror(MIRROR).standing().timeReset()).isNull();
        assertThat(checkAgain(publisher)).isEqualTo(PublishNeed.NOTHING_NEW);
    }

    @Test
    void shouldPublishAgainWhenTheCatalogWasDamagedAndIsStoredAgain() {
        Catalog catalog = Trees.catalog(Trees.stream(STREAM, document("7")));
        var revision = accept(catalog);
        storeItems("7");
        byte[] intact = store.contents().get(StoreKeys.catalog(MIRROR, revision));
        store.put(StoreKeys.catalog(MIRROR, revision), "rot".getBytes(StandardCharsets.UTF_8), ObjectAttributes.JSON);
        assertThatThrownBy(() -> run(publisher)).hasMessageContaining("watcher stores it again");

        store.put(StoreKeys.catalog(MIRROR, revision), intact, ObjectAttributes.JSON);
        run(publisher);

        assertThat(live().counts().products()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(PublishStages.Stage.class)
    void shouldNameTheDefectAndTryOnceAnHourWhenAStageFailsInAnUnforeseenWay(PublishStages.Stage broken) {
        accept(Trees.catalog(Trees.stream(STREAM, document("7"))));
        storeItems("7");
        var stages = new BrokenStage(broken);
        MirrorPublisher mirror = publisher(stages);
        assertThatThrownBy(() -> run(mirror)).isInstanceOf(IllegalStateException.class);
        int before = store.contents().size();

        for (int i = 0; i < 20; i++) {
            clock.advance(Duration.ofSeconds(5));
            run(mirror);
        }

        assertThat(stages.failures).isEqualTo(1);
        assertThat(store.contents()).hasSize(before);
        assertThat(state.view(MIRROR).assembly().violations())
                .singleElement()
                .asString()
                .contains("cannot be made from this catalog: IllegalStateException")
                .doesNotContain("secret");

        clock.advance(MirrorPublisher.RETRY_UNFORESEEN);
        assertThatThrownBy(() -> run(mirror)).isInstanceOf(IllegalStateException.class);
        assertThat(stages.failures).isEqualTo(2);
        assertThat(store.contents()).hasSize(before);
    }

    @Test
    void shouldPublishAtOnceWhenAnotherCatalogFollowsADefect() {
        accept(Trees.catalog(Trees.stream(STREAM, document("7"))));
        storeItems("7");
        var stages = new BrokenStage(PublishStages.Stage.CHECK);
        MirrorPublisher mirror = publisher(stages);
        assertThatThrownBy(() -> run(mirror)).isInstanceOf(IllegalStateException.class);
        stages.broken = null;

        accept(Trees.catalog(Trees.stream(STREAM, document("7")), Trees.stream(OTHER, document("8"))));
        storeItems("8");
        run(mirror);

        assertThat(live().streams()).containsOnlyKeys(STREAM, OTHER);
        assertThat(state.view(MIRROR).assembly().violations()).isEmpty();
    }

    private MirrorPublisher publisher(PublishStages stages) {
        return new MirrorPublisher(mirror(), store, inventories, log, SIGNATORY, state, announced::add, stages, clock);
    }

    /** Fails in one stage, before its work. */
    private static final class BrokenStage implements PublishStages {
        private @Nullable Stage broken;
        private int failures;

        BrokenStage(Stage broken) {
            this.broken = broken;
        }

        @Override
        public <T> T run(Stage stage, Supplier<T> work) {
            if (stage == broken) {
                failures++;
                throw new IllegalStateException("secret-host has no room");
            }
            return work.get();
        }
    }

    private static ObjectNode document(String... products) {
        var versions = new TreeMap<String, SortedMap<String, String>>();
        Stream.of(products).forEach(name -> versions.put(name, new TreeMap<>(Map.of("v1", "a"))));
        return Trees.document(versions);
    }

    private void storeItems(String product) {
        Trees.contents(product, "v1", "a")
                .forEach(content ->
                        store.put(StoreKeys.blob(Trees.sha256(content)), Trees.bytes(content), ObjectAttributes.BYTES));
    }
}
