package io.streammirror.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.codec.Json;
import io.streammirror.simplestreams.SampleProducts;
import org.junit.jupiter.api.Test;

final class CatalogDifferenceTest {
    private final Catalog before = SampleCatalog.of(new SampleProducts("s")
            .item("p", "1", "kernel", "old/kernel", "k")
            .item("p", "1", "gone", "g")
            .item("p", "1", "same", "x")
            .document());
    private final Catalog after = SampleCatalog.of(new SampleProducts("s")
            .item("p", "1", "kernel", "new/kernel", "k2")
            .item("p", "1", "new", "n")
            .item("p", "1", "same", "x")
            .document());

    @Test
    void itemsWithinAKnownVersionAreCompared() {
        var difference = CatalogDifference.between(before, after);

        assertThat(difference.before()).isEqualTo(before.revision());
        assertThat(difference.after()).isEqualTo(after.revision());
        assertThat(difference.added()).extracting(item -> item.item().value()).containsExactly("new");
        assertThat(difference.removed()).extracting(item -> item.item().value()).containsExactly("gone");
        assertThat(difference.changed()).singleElement().satisfies(changed -> {
            assertThat(changed.before().path()).hasToString("old/kernel");
            assertThat(changed.item().payload().path()).hasToString("new/kernel");
        });
    }

    @Test
    void theFirstCatalogIsAllNew() {
        var difference = CatalogDifference.between(null, after);

        assertThat(difference.before()).isNull();
        assertThat(difference.added()).containsExactlyElementsOf(after.items().toList());
        assertThat(difference.removed()).isEmpty();
    }

    @Test
    void aDifferenceReadsBackEqual() {
        var difference = CatalogDifference.between(before, after);

        assertThat(Json.read(Json.pretty(difference), CatalogDifference.class)).isEqualTo(difference);
    }
}
