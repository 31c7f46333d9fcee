package io.streammirror.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.publisher.publication.Publication;
import io.streammirror.store.InMemoryObjectStore;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServedPublicationTest {
    private final Publication publication =
            TestTrees.publication(new InMemoryObjectStore(), "{}", Map.of("jammy/squashfs", new byte[] {1}));
    private final ServedPublication served = ServedPublication.of(publication.id(), null, publication);

    @Test
    void shouldLetCachesKeepItemsAndImmutableNames() {
        String immutable = "streams/v1/com.ubuntu.maas:stable:v3:download.44136fa355b3";

        assertThat(served.files())
                .hasEntrySatisfying(
                        "jammy/squashfs", file -> assertThat(file.immutable()).isTrue())
                .hasEntrySatisfying(immutable + ".sjson", file -> assertThat(file.immutable())
                        .isTrue())
                .hasEntrySatisfying(immutable + ".json.gpg", file -> assertThat(file.immutable())
                        .isTrue());
    }

    @Test
    void shouldMakeCachesAskForPlainNamesEachTime() {
        assertThat(served.files())
                .hasEntrySatisfying("streams/v1/index.sjson", file -> {
                    assertThat(file.cacheControl()).isEqualTo("no-cache");
                    assertThat(file.modified()).isEqualTo(TestTrees.UPDATED);
                })
                .hasEntrySatisfying(
                        "streams/v1/com.ubuntu.maas:stable:v3:download.json",
                        file -> assertThat(file.immutable()).isFalse());
    }

    @Test
    void shouldCountEverythingButItemsAsDocuments() {
        assertThat(served.documents()).hasSize(3);
    }
}
