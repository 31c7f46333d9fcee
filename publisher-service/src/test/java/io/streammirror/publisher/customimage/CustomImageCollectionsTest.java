package io.streammirror.publisher.customimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.decision.Orders;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.VersionName;
import io.streammirror.store.Blobs;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CustomImageCollectionsTest {
    private static final CustomImage FIRST = CustomImageFixtures.archive("rocky9", "20260101", "a");
    private static final CustomImage SECOND = CustomImageFixtures.archive("rocky9", "20260201", "b");
    private static final CustomImage OTHER = CustomImageFixtures.ubuntu("noble-custom", "20260101", "c");
    private static final CustomImageCollection ALL = CustomImageCollection.NONE
            .with(FIRST.document())
            .with(SECOND.document())
            .with(OTHER.document());

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final CustomImageCollections collections = new CustomImageCollections(store);

    @Test
    void shouldReadBackWhatWasSaved() {
        Sha256 document = collections.save(ALL);

        assertThat(collections.read(document)).isEqualTo(ALL);
        assertThat(collections.save(collections.read(document))).isEqualTo(document);
        assertThat(collections.read(Orders.NONE)).isEqualTo(CustomImageCollection.NONE);
    }

    @Test
    void shouldFailWhenListIsLostOrForeign() {
        Sha256 document = collections.save(ALL);
        store.delete(StoreKeys.blob(document));
        assertThatThrownBy(() -> collections.read(document)).isInstanceOf(StoreException.class);

        Sha256 foreign =
                new Blobs(store).storeDocument("{\"format\":\"x\"}".getBytes(StandardCharsets.UTF_8), "text/plain");
        assertThatThrownBy(() -> collections.read(foreign))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("its format is 'x'");
    }

    @Test
    void shouldAddAndRemoveVersionsOneByOne() {
        assertThat(ALL.versions()).isEqualTo(3);
        assertThat(ALL.streamOf(FIRST.product())).contains(FIRST.stream());

        CustomImageCollection rest = ALL.without(FIRST.stream(), FIRST.product(), List.of(FIRST.version()));

        assertThat(rest.version(FIRST.stream(), FIRST.product(), FIRST.version()))
                .isEmpty();
        assertThat(rest.version(FIRST.stream(), FIRST.product(), SECOND.version()))
                .isPresent();
        assertThat(rest.without(FIRST.stream(), FIRST.product(), List.of(SECOND.version()))
                        .streams())
                .containsOnlyKeys(OTHER.stream());
        assertThat(ALL.without(OTHER.stream(), FIRST.product(), List.of(new VersionName("1"))))
                .isEqualTo(ALL);
    }
}
