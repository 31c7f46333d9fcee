package io.streammirror.publisher.assemble;

import static io.streammirror.publisher.Trees.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.catalog.Catalog;
import io.streammirror.publisher.Trees;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Payload;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Sha256;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws for all releases of upstream, all orders of arrival, and any number of assemblies. */
class TreeAssemblerLawsTest {
    @Provide
    Arbitrary<List<Catalog>> histories() {
        Arbitrary<SortedMap<String, String>> versions = Arbitraries.maps(
                        Arbitraries.of("v1", "v2", "v3", "v4"), Arbitraries.of("a", "b"))
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(TreeMap::new);
        return Arbitraries.maps(Arbitraries.of("7", "8"), versions)
                .ofMinSize(1)
                .map(products -> Trees.catalog(new TreeMap<>(products)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    @Property(tries = 100)
    void shouldListOnlyStoredBlobs(@ForAll("histories") List<Catalog> history, @ForAll Random random) {
        var run = new Run(random);
        for (Catalog catalog : history) {
            AssembledTree tree = run.step(catalog);

            assertThat(payloads(tree))
                    .allSatisfy(payload -> assertThat(run.stored).contains(payload.sha256()));
        }
    }

    @Property(tries = 100)
    void shouldGiveEveryPathOneContent(@ForAll("histories") List<Catalog> history, @ForAll Random random) {
        var run = new Run(random);
        for (Catalog catalog : history) {
            var contents = new HashMap<String, Sha256>();

            payloads(run.step(catalog)).forEach(payload -> assertThat(
                            contents.merge(payload.path().value(), payload.sha256(), (known, other) -> known))
                    .isEqualTo(payload.sha256()));
        }
    }

    @Property(tries = 100)
    void shouldNeverTakeVersionsFromProductWithoutReplacement(
            @ForAll("histories") List<Catalog> history, @ForAll Random random) {
        var run = new Run(random);
        for (Catalog catalog : history) {
            SortedMap<ProductName, Integer> before = counts(run.previous);
            SortedMap<ProductName, Integer> after = counts(PreviousTreeFixture.of(run.step(catalog)));

            catalog.streams().get(STREAM).selected().products().forEach((name, product) -> assertThat(
                            after.getOrDefault(name, 0))
                    .isGreaterThanOrEqualTo(Math.min(
                            before.getOrDefault(name, 0), product.versions().size())));
        }
    }

    @Property(tries = 100)
    void shouldChangeNothingWhenAssembledAgain(@ForAll("histories") List<Catalog> history, @ForAll Random random) {
        var run = new Run(random);
        for (Catalog catalog : history) {
            var once = PreviousTreeFixture.of(run.step(catalog));

            assertThat(PreviousTreeFixture.of(run.assemble(catalog, once))).isEqualTo(once);
        }
    }

    @Property(tries = 100)
    void shouldListWholeCatalogWhenAllBlobsAreStoredInAnyOrder(
            @ForAll("histories") List<Catalog> history, @ForAll Random random) {
        var run = new Run(random);
        history.forEach(run::step);
        Catalog last = history.get(history.size() - 1);
        var arriving = new ArrayList<>(last.blobs().keySet());
        Collections.shuffle(arriving, random);
        arriving.forEach(sha256 -> {
            run.stored.add(sha256);
            run.publish(last);
        });

        assertThat(run.previous).isEqualTo(documents(last));
    }

    /** A mirror whose store gets some, not all, of what each catalog wants; nothing is ever deleted. */
    private static final class Run {
        private final Random random;
        private final Set<Sha256> stored = new HashSet<>();
        private SortedMap<ContentId, ProductsDocument> previous = new TreeMap<>();

        Run(Random random) {
            this.random = random;
        }

        AssembledTree step(Catalog catalog) {
            catalog.blobs().keySet().stream()
                    .filter(sha256 -> random.nextInt(3) > 0)
                    .forEach(stored::add);
            return publish(catalog);
        }

        AssembledTree publish(Catalog catalog) {
            AssembledTree tree = assemble(catalog, previous);
            if (!tree.isEmpty()) {
                previous = PreviousTreeFixture.of(tree);
            }
            return tree;
        }

        AssembledTree assemble(Catalog catalog, SortedMap<ContentId, ProductsDocument> live) {
            return TreeAssembler.assemble(
                    PreviousTreeFixture.curated(catalog, live),
                    StoredRequirements.of((sha256, size) -> stored.contains(sha256)));
        }
    }

    private static List<Payload> payloads(AssembledTree tree) {
        return tree.streams().values().stream()
                .flatMap(AssembledStream::payloads)
                .toList();
    }

    private static SortedMap<ContentId, ProductsDocument> documents(Catalog catalog) {
        var documents = new TreeMap<ContentId, ProductsDocument>();
        catalog.streams().forEach((contentId, stream) -> documents.put(contentId, stream.selected()));
        return documents;
    }

    private static SortedMap<ProductName, Integer> counts(SortedMap<ContentId, ProductsDocument> documents) {
        var counts = new TreeMap<ProductName, Integer>();
        documents.values().forEach(document -> document.products()
                .forEach((name, product) -> counts.put(name, product.versions().size())));
        return counts;
    }
}
