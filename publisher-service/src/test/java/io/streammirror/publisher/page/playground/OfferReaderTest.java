package io.streammirror.publisher.page.playground;

import static io.streammirror.publisher.Trees.MIRROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogStream;
import io.streammirror.codec.Json;
import io.streammirror.publisher.Trees;
import io.streammirror.publisher.UbuntuTrees;
import io.streammirror.publisher.page.PublishedMirror;
import io.streammirror.simplestreams.DocumentParser;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class OfferReaderTest {
    private final PublishedMirror mirror = new PublishedMirror();
    private final OfferReader reader = new OfferReader(mirror.store);

    @Test
    void shouldReadAllProductsOfAllDocuments() {
        UbuntuTrees ubuntu = new UbuntuTrees().with("noble", "24.04", "amd64", "ga", "20250718");
        Catalog catalog = ubuntu.catalog();
        Sha256 revision = catalog.revision();
        mirror.keepDocument(revision, ubuntu.bytes());
        mirror.keepDocument(revision, Json.pretty(UbuntuTrees.bootloaders("20231004.0")));
        mirror.keepDocument(revision, Trees.bytes("{\"format\": \"index:1.0\", \"index\": {}}"));
        mirror.store.put(
                StoreKeys.upstream(MIRROR, revision) + "catalog.json", Trees.bytes("{}"), ObjectAttributes.JSON);

        UpstreamOffer offer = reader.read(MIRROR, revision, catalog);

        assertThat(offer.whole()).isTrue();
        assertThat(offer.products())
                .extracting(OfferedProduct::stream)
                .containsExactlyInAnyOrder(UbuntuTrees.UBUNTU, UbuntuTrees.BOOTLOADERS);
    }

    @Test
    void shouldReadDocumentsOfSelectedStreamsWhenNoOthersAreStored() {
        UbuntuTrees ubuntu = new UbuntuTrees().with("noble", "24.04", "amd64", "ga", "20250718");
        Sha256 document = Sha256.of(ubuntu.bytes());
        mirror.store.put(StoreKeys.blob(document), ubuntu.bytes(), ObjectAttributes.BYTES);
        CatalogStream stream = ubuntu.stream();
        Catalog catalog = Trees.catalog(new CatalogStream(stream.path(), document, stream.entry(), stream.selected()));

        UpstreamOffer offer = reader.read(MIRROR, catalog.revision(), catalog);

        assertThat(offer.whole()).isFalse();
        assertThat(offer.products()).hasSize(1);
    }

    @Test
    void shouldReadSlicesAsTheWholeDocument() {
        ObjectNode document = UbuntuTrees.large(3 * DocumentSlices.SLICE + 1).document();
        document.putObject("_aliases").putObject("subarch").putObject("hwe-1").put("alias", "expanded");
        ObjectNode last = document.deepCopy();
        ObjectNode products = (ObjectNode) last.remove("products");
        last.put("late", "field");
        ObjectNode first = Json.mapper().createObjectNode();
        first.set("products", products);
        first.setAll(last);
        byte[] body = Json.mapper().valueToTree(first).toString().getBytes(StandardCharsets.UTF_8);
        ProductsDocument whole = DocumentParser.parseProducts(body).document();

        var read = new TreeMap<ProductName, Object>();
        DocumentSlices.read(body, slice -> {
            assertThat(slice.header()).isEqualTo(whole.header());
            read.putAll(slice.products());
        });

        assertThat(read).isEqualTo(whole.products());
    }

    @Test
    void shouldRefuseDamagedDocument() {
        UbuntuTrees ubuntu = new UbuntuTrees().with("noble", "24.04", "amd64", "ga", "20250718");
        Catalog catalog = ubuntu.catalog();
        Sha256 revision = catalog.revision();
        mirror.store.put(
                StoreKeys.upstream(MIRROR, revision) + Sha256.of(ubuntu.bytes()).hex(),
                Trees.bytes("{}"),
                ObjectAttributes.BYTES);

        assertThatThrownBy(() -> reader.read(MIRROR, revision, catalog))
                .isInstanceOf(OfferException.class)
                .hasMessageContaining("damaged")
                .hasMessageContaining("mirror plan");
    }
}
