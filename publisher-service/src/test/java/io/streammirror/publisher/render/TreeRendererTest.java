package io.streammirror.publisher.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.catalog.Catalog;
import io.streammirror.publisher.Golden;
import io.streammirror.publisher.Trees;
import io.streammirror.publisher.assemble.AssembledTree;
import io.streammirror.publisher.assemble.PreviousTreeFixture;
import io.streammirror.publisher.assemble.StoredRequirements;
import io.streammirror.publisher.assemble.TreeAssembler;
import io.streammirror.simplestreams.ContentId;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TreeRendererTest {
    private static final Instant FIRST = Instant.parse("2026-11-23T01:02:03Z");
    private static final Instant LATER = FIRST.plusSeconds(3600);

    private final Catalog catalog = catalog("a");
    private final RenderedTree first = render(catalog, Map.of(), FIRST);

    @Test
    void shouldRenderProductsDocumentAsGoldenFile() {
        Golden.assertSame(
                TreeRendererTest.class, "products.json", first.streams().get(0).body());
    }

    @Test
    void shouldRenderBothIndexFormsAsGoldenFiles() {
        Golden.assertSame(TreeRendererTest.class, "index.json", first.plainIndex());
        Golden.assertSame(TreeRendererTest.class, "index.signed.json", first.signedIndex());
    }

    @Test
    void shouldKeepTimeAndNameOfDocumentWhenContentIsUnchanged() {
        RenderedTree later = render(catalog, published(), LATER);

        assertThat(later.streams().get(0).body())
                .isEqualTo(first.streams().get(0).body());
        assertThat(later.streams().get(0).updated()).isEqualTo(FIRST);
        assertThat(later.plainIndex()).isNotEqualTo(first.plainIndex());
    }

    @Test
    void shouldRenewTimeAndNameOfDocumentWhenContentChanges() {
        RenderedTree later = render(catalog("b"), published(), LATER);

        assertThat(later.streams().get(0).updated()).isEqualTo(LATER);
        assertThat(later.streams().get(0).paths())
                .isNotEqualTo(first.streams().get(0).paths());
    }

    private static Catalog catalog(String edition) {
        return Trees.catalog(new TreeMap<>(Map.of("7", new TreeMap<>(Map.of("v1", edition)))));
    }

    private Map<ContentId, PublishedBody> published() {
        return Map.of(Trees.STREAM, new PublishedBody(first.streams().get(0).body(), FIRST));
    }

    private static RenderedTree render(Catalog catalog, Map<ContentId, PublishedBody> published, Instant updated) {
        AssembledTree tree = TreeAssembler.assemble(
                PreviousTreeFixture.curated(catalog, new TreeMap<>()), StoredRequirements.of((sha256, size) -> true));
        return TreeRenderer.render(catalog.indexHeader(), tree, published, updated);
    }
}
