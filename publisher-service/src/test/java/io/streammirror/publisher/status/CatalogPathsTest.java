package io.streammirror.publisher.status;

import static io.streammirror.publisher.Trees.MIRROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogCodec;
import io.streammirror.config.SettingsFixture;
import io.streammirror.decision.MirrorState;
import io.streammirror.publisher.Trees;
import io.streammirror.publisher.publication.Counts;
import io.streammirror.publisher.state.CatalogView;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.publisher.state.WantedSet;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import io.streammirror.testing.time.ManualClock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CatalogPathsTest {
    private static final Instant TIME = Instant.parse("2026-11-23T01:02:03Z");

    @Test
    void shouldReadCatalogLaterWhenItCouldNotBeRead() {
        var clock = new ManualClock(TIME);
        var state = new PublisherState(SettingsFixture.mirror(MIRROR).alone(), clock);
        var store = new InMemoryObjectStore();
        Catalog catalog = Trees.catalog(new TreeMap<>(Map.of("7", new TreeMap<>(Map.of("v1", "a")))));
        byte[] bytes = CatalogCodec.encode(catalog);
        Sha256 blob = Trees.sha256(Trees.contents("7", "v1", "a").get(1));
        var wanted = new WantedSet(1, 1, Map.of(blob, 1L));
        var view = new CatalogView(
                Sha256.of(bytes), TIME, TIME, Counts.NONE, List.of(), Collections.emptySortedSet(), wanted);
        state.update(MIRROR, before -> before.withSnapshot(view, null, MirrorState.EMPTY));
        var paths = new CatalogPaths(state, store, clock);
        assertThat(paths.of(blob)).isEmpty();

        store.put(StoreKeys.catalog(MIRROR, view.revision()), bytes, ObjectAttributes.JSON);

        assertThat(paths.of(blob)).isEmpty();
        clock.advance(CatalogPaths.RETRY_AFTER);
        assertThat(paths.of(blob)).contains(new ItemPath("7/v1/root-tgz"));
    }
}
