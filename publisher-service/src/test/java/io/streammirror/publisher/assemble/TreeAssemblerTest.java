package io.streammirror.publisher.assemble;

import static io.streammirror.publisher.Trees.STREAM;
import static io.streammirror.publisher.Trees.catalog;
import static io.streammirror.publisher.Trees.contents;
import static io.streammirror.publisher.Trees.document;
import static io.streammirror.publisher.Trees.item;
import static io.streammirror.publisher.Trees.sha256;
import static io.streammirror.publisher.Trees.stream;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.catalog.Catalog;
import io.streammirror.maas.MaasProfile;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Payload;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.VersionName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TreeAssemblerTest {
    private final Set<Sha256> stored = new HashSet<>();

    @Test
    void shouldListOnlyCompleteVersions() {
        store("7", "v1", "a");
        stored.add(sha256(contents("7", "v2", "a").get(0)));

        AssembledTree tree = assemble(versions("v1", "a", "v2", "a"), nothing());

        assertThat(listed(tree)).isEqualTo(Map.of("v1", "a"));
        assertThat(tree.waiting()).isEqualTo(1);
    }

    @Test
    void shouldKeepOldVersionUntilNewOneIsComplete() {
        store("7", "v1", "a");
        var live = published(assemble(versions("v1", "a"), nothing()));
        Catalog wanted = versions("v2", "a");

        AssembledTree before = assemble(wanted, live);
        store("7", "v2", "a");
        AssembledTree after = assemble(wanted, live);

        assertThat(listed(before)).isEqualTo(Map.of("v1", "a"));
        assertThat(listed(after)).isEqualTo(Map.of("v2", "a"));
    }

    @Test
    void shouldKeepNewestPublishedVersionsWhenWantedOnesAreIncomplete() {
        store("7", "v1", "a");
        store("7", "v2", "a");
        store("7", "v3", "a");
        var live = published(assemble(versions("v1", "a", "v2", "a"), nothing()));

        AssembledTree tree = assemble(versions("v3", "a", "v4", "a"), live);

        assertThat(listed(tree)).isEqualTo(Map.of("v2", "a", "v3", "a"));
    }

    @Test
    void shouldKeepOldContentOfVersionUntilNewContentIsComplete() {
        store("7", "v1", "a");
        var live = published(assemble(versions("v1", "a"), nothing()));
        Catalog wanted = versions("v1", "b");

        AssembledTree before = assemble(wanted, live);
        store("7", "v1", "b");
        AssembledTree after = assemble(wanted, live);

        assertThat(listed(before)).isEqualTo(Map.of("v1", "a"));
        assertThat(listed(after)).isEqualTo(Map.of("v1", "b"));
    }

    @Test
    void shouldChangeSharedPathForAllVersionsTogether() {
        Catalog first = catalog(stream(STREAM, sharing("a")));
        storeAll(first);
        var live = published(assemble(first, nothing()));
        Catalog second = catalog(stream(STREAM, sharing("b")));
        storeAll(second);
        stored.remove(sha256("8/root b"));

        AssembledTree tree = assemble(second, live);

        assertThat(payloads(tree))
                .extracting(Payload::sha256)
                .contains(sha256("shared a"))
                .doesNotContain(sha256("shared b"));
        assertThat(published(tree)).isEqualTo(live);
    }

    @Test
    void shouldNotKeepPublishedVersionWhenItsBytesAreGone() {
        store("7", "v1", "a");
        var live = published(assemble(versions("v1", "a"), nothing()));
        stored.clear();

        assertThat(assemble(versions("v2", "a"), live).isEmpty()).isTrue();
    }

    @Test
    void shouldWithholdVersionAndKeepOldOneWhenMaasWouldRefuseIt() {
        store("7", "v1", "a");
        store("7", "v2", "a");
        store("7", "v3", "a");
        var live = published(assemble(versions("v1", "a"), nothing()));
        ObjectNode document = document(new TreeMap<>(Map.of("7", new TreeMap<>(Map.of("v2", "a", "v3", "a")))));
        ((ObjectNode) document.at("/products/7/versions/v3/items")).remove("manifest");

        AssembledTree tree = assemble(catalog(stream(STREAM, document)), live);

        assertThat(listed(tree)).isEqualTo(Map.of("v1", "a", "v2", "a"));
        assertThat(tree.withheld()).singleElement().satisfies(withheld -> assertThat(withheld.reason())
                .contains("lacks manifest"));
    }

    @Test
    void shouldListOtherProductsWhenMaasWouldRefuseOne() {
        store("7", "v1", "a");
        store("8", "v1", "a");
        ObjectNode document = document(
                new TreeMap<>(Map.of("7", new TreeMap<>(Map.of("v1", "a")), "8", new TreeMap<>(Map.of("v1", "a")))));
        ((ObjectNode) document.at("/products/8")).remove("label");

        AssembledTree tree = assemble(catalog(stream(STREAM, document)), nothing());

        assertThat(tree.streams().get(STREAM).products()).containsOnlyKeys(new ProductName("7"));
        assertThat(tree.withheld()).hasSize(1);
    }

    @Test
    void shouldLeaveOutStreamWhenItsShapeIsUnknown() {
        ObjectNode notes = document(new TreeMap<>(Map.of("7", new TreeMap<>(Map.of("v1", "a")))));
        ObjectNode items = (ObjectNode) notes.at("/products/7/versions/v1/items");
        items.removeAll();
        items.putObject("notifications").put("ftype", "notifications");
        var id = new ContentId("com.example.maas:stable:notifications");

        AssembledTree tree = assemble(catalog(stream(id, notes)), nothing());

        assertThat(tree.isEmpty()).isTrue();
        assertThat(tree.leftOut()).extracting(LeftOutStream::stream).containsExactly(id);
    }

    @Test
    void shouldListStreamAsItIsWhenPublishedUnfit() {
        store("7", "v1", "a");
        ObjectNode document = document(new TreeMap<>(Map.of("7", new TreeMap<>(Map.of("v1", "a", "v2", "a")))));
        ((ObjectNode) document.at("/products/7")).remove("label");
        ((ObjectNode) document.at("/products/7/versions/v1/items")).remove("manifest");
        Catalog catalog = catalog(stream(STREAM, document));
        assertThat(assemble(catalog, nothing()).isEmpty()).isTrue();

        AssembledTree tree = TreeAssembler.assemble(
                PreviousTreeFixture.curated(catalog, nothing()),
                new ListingRequirements(
                        (sha256, size) -> stored.contains(sha256),
                        STREAM::equals,
                        MaasProfile.DEFAULT,
                        PublicationDelay.NONE,
                        Quarantine.NONE));

        assertThat(tree.leftOut()).isEmpty();
        assertThat(tree.withheld()).isEmpty();
        assertThat(tree.streams()
                        .get(STREAM)
                        .products()
                        .get(new ProductName("7"))
                        .versions())
                .as("only what is complete, for every reader")
                .containsOnlyKeys(new VersionName("v1"));
    }

    @Test
    void shouldDropProductWhenCatalogDropsIt() {
        store("7", "v1", "a");
        store("8", "v1", "a");
        var both = new TreeMap<String, SortedMap<String, String>>(
                Map.of("7", new TreeMap<>(Map.of("v1", "a")), "8", new TreeMap<>(Map.of("v1", "a"))));
        var live = published(assemble(catalog(both), nothing()));

        AssembledTree tree = assemble(versions("v1", "a"), live);

        assertThat(tree.streams().get(STREAM).products()).containsOnlyKeys(new ProductName("7"));
    }

    /** Two products whose manifest lies under one path. */
    private static ObjectNode sharing(String edition) {
        ObjectNode document = document(
                new TreeMap<>(Map.of("7", new TreeMap<>(Map.of("v1", "x")), "8", new TreeMap<>(Map.of("v1", "x")))));
        for (String product : List.of("7", "8")) {
            ObjectNode items = (ObjectNode) document.at("/products/" + product + "/versions/v1/items");
            items.set("manifest", item("manifest", "shared/manifest", "shared " + edition));
            items.set("root-tgz", item("root-tgz", product + "/root", product + "/root " + edition));
        }
        return document;
    }

    private static Catalog versions(String... namesAndEditions) {
        var versions = new TreeMap<String, String>();
        for (int i = 0; i < namesAndEditions.length; i += 2) {
            versions.put(namesAndEditions[i], namesAndEditions[i + 1]);
        }
        return catalog(new TreeMap<>(Map.of("7", versions)));
    }

    private void store(String product, String version, String edition) {
        contents(product, version, edition).forEach(content -> stored.add(sha256(content)));
    }

    private void storeAll(Catalog catalog) {
        stored.addAll(catalog.blobs().keySet());
    }

    private AssembledTree assemble(Catalog catalog, SortedMap<ContentId, ProductsDocument> previous) {
        return TreeAssembler.assemble(
                PreviousTreeFixture.curated(catalog, previous),
                StoredRequirements.of((sha256, size) -> stored.contains(sha256)));
    }

    private static SortedMap<ContentId, ProductsDocument> nothing() {
        return new TreeMap<>();
    }

    private static SortedMap<ContentId, ProductsDocument> published(AssembledTree tree) {
        return PreviousTreeFixture.of(tree);
    }

    private static List<Payload> payloads(AssembledTree tree) {
        return tree.streams().get(STREAM).payloads().toList();
    }

    /** The listed versions of product 7, each with the edition of its content. */
    private static Map<String, String> listed(AssembledTree tree) {
        var listed = new TreeMap<String, String>();
        tree.streams()
                .get(STREAM)
                .products()
                .get(new ProductName("7"))
                .versions()
                .forEach((name, version) -> {
                    Sha256 root = version.items().values().stream()
                            .map(item -> item.payload())
                            .filter(payload ->
                                    payload != null && payload.path().value().endsWith("root-tgz"))
                            .findFirst()
                            .orElseThrow()
                            .sha256();
                    for (String edition : List.of("a", "b")) {
                        if (sha256(contents("7", name.value(), edition).get(1)).equals(root)) {
                            listed.put(name.value(), edition);
                        }
                    }
                });
        return listed;
    }
}
