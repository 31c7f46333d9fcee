package io.streammirror.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.simplestreams.ProductsArbitrary;
import java.util.HashSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class CatalogLawsTest {
    @Provide
    Arbitrary<Catalog> catalogs() {
        return Combinators.combine(ProductsArbitrary.documents("s"), ProductsArbitrary.documents("t"))
                .as((s, t) -> SampleCatalog.of(s, t));
    }

    @Property(tries = 150)
    void everyCatalogReadsBackEqual(@ForAll("catalogs") Catalog catalog) {
        byte[] bytes = CatalogCodec.encode(catalog);

        var again = CatalogCodec.decode(bytes);

        assertThat(again).isEqualTo(catalog);
        assertThat(CatalogCodec.encode(again)).isEqualTo(bytes);
    }

    @Property(tries = 100)
    void aCatalogDoesNotDifferFromItself(@ForAll("catalogs") Catalog catalog) {
        assertThat(CatalogDifference.between(catalog, catalog).isEmpty()).isTrue();
    }

    @Property(tries = 150)
    void addingAndRemovingWhatDiffersGivesTheLaterCatalog(
            @ForAll("catalogs") Catalog before, @ForAll("catalogs") Catalog after) {
        var difference = CatalogDifference.between(before, after);

        var items = new HashSet<>(before.items().toList());
        difference.removed().forEach(item -> assertThat(items.remove(item)).isTrue());
        difference.changed().forEach(changed -> {
            var item = changed.item();
            assertThat(items.remove(new CatalogItem(
                            item.stream(), item.product(), item.version(), item.item(), changed.before())))
                    .isTrue();
            items.add(item);
        });
        items.addAll(difference.added());
        assertThat(items).isEqualTo(new HashSet<>(after.items().toList()));
    }

    @Property(tries = 100)
    void theOtherWayRoundAddedAndRemovedChangePlaces(
            @ForAll("catalogs") Catalog before, @ForAll("catalogs") Catalog after) {
        var forth = CatalogDifference.between(before, after);
        var back = CatalogDifference.between(after, before);

        assertThat(back.added()).isEqualTo(forth.removed());
        assertThat(back.removed()).isEqualTo(forth.added());
        assertThat(back.changed()).hasSameSizeAs(forth.changed());
    }

    @Property(tries = 100)
    void everyBlobIsAskedForOnce(@ForAll("catalogs") Catalog catalog) {
        assertThat(NewestFirst.order(catalog))
                .containsExactlyInAnyOrderElementsOf(catalog.blobs().values());
    }
}
