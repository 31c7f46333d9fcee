package io.streammirror.publisher.switchover;

import static io.streammirror.publisher.Trees.MIRROR;
import static io.streammirror.publisher.Trees.STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.streammirror.event.ItemStored;
import io.streammirror.publisher.Trees;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The store lost, or damaged, something that is published. */
class LostBlobsTest extends PublisherFixture {
    @Test
    void shouldRestoreLostDocumentWithoutRestart() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        run(publisher);

        for (int i = 0; i < documents(live()).size(); i++) {
            lose(documents(live()).get(i));
            run(publisher);

            assertThatAllIsStored(live());
        }
        assertThat(checkAgain(publisher)).isEqualTo(PublishNeed.NOTHING_NEW);
    }

    @Test
    void shouldRestoreLostDocumentAfterRestart() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        run(publisher);

        for (int i = 0; i < documents(live()).size(); i++) {
            lose(documents(live()).get(i));
            run(publisher(store));

            assertThatAllIsStored(live());
        }
    }

    @Test
    void shouldPublishAgainWhenPublicationIsLost() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        run(publisher);
        Publication lost = live();
        store.delete(StoreKeys.publication(MIRROR, lost.id()));

        run(publisher(store));

        assertThatAllIsStored(live());
        assertThat(live().updated()).isAfter(lost.updated());
    }

    @Test
    void shouldPublishAgainWhenPublicationIsDamaged() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        run(publisher);
        Publication damaged = live();
        store.put(
                StoreKeys.publication(MIRROR, damaged.id()),
                "rot".getBytes(StandardCharsets.UTF_8),
                ObjectAttributes.JSON);

        run(publisher(store));

        assertThatAllIsStored(live());
        assertThat(live().updated()).isAfter(damaged.updated());
    }

    @Test
    void shouldReplaceProductsDocumentWhenItIsDamaged() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        run(publisher);
        Sha256 body = live().streams().get(STREAM).body();
        byte[] bytes = store.read(StoreKeys.blob(body), 1 << 20);
        bytes[0] ^= 1;
        store.put(StoreKeys.blob(body), bytes, ObjectAttributes.BYTES);

        run(publisher(store));

        assertThat(live().streams().get(STREAM).body()).isNotEqualTo(body);
        assertThatAllIsStored(live());
    }

    @Test
    void shouldNotPublishAgainWhenStoreDoesNotAnswer() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        run(publisher);
        String body = StoreKeys.blob(live().streams().get(STREAM).body());
        var failing = new InMemoryObjectStore() {
            @Override
            public byte[] read(String key, long maxBytes) {
                if (key.equals(body)) {
                    throw new StoreUnavailableException("no answer", null);
                }
                return super.read(key, maxBytes);
            }
        };
        store.contents().forEach((key, bytes) -> failing.put(key, bytes, ObjectAttributes.BYTES));

        assertThat(catchThrowable(publisher(failing)::check)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void shouldDropVersionWhenItsItemIsLostAndNoLongerWanted() {
        var v1 = new TreeMap<>(Map.of("v1", "a"));
        accept(Trees.catalog(new TreeMap<>(Map.of("7", v1, "8", v1))));
        storeItems("v1", "a");
        Trees.contents("8", "v1", "a")
                .forEach(content ->
                        store.put(StoreKeys.blob(Trees.sha256(content)), Trees.bytes(content), ObjectAttributes.BYTES));
        run(publisher);
        accept(Trees.catalog(new TreeMap<>(Map.of("7", new TreeMap<>(Map.of("v2", "a")), "8", v1))));
        run(publisher);
        store.delete(StoreKeys.blob(Trees.sha256(Trees.contents("7", "v1", "a").get(1))));

        run(publisher);

        assertThatAllIsStored(live());
    }

    /** Reports name items; the documents of a switch are in no listing before it. */
    @Test
    void shouldNotMistakeLiveDocumentsForLostWhenResultsArrive() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        run(publisher);
        Publication live = live();

        inventories.observe(new ItemStored(Sha256.of(new byte[1]), 1, 1, "run", "fetcher", clock.instant()));

        assertThat(publisher.check()).isEqualTo(PublishNeed.NOTHING_NEW);
        assertThat(live().id()).isEqualTo(live.id());
    }
}
