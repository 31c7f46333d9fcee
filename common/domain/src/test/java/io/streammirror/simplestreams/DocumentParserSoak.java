package io.streammirror.simplestreams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogCodec;
import io.streammirror.catalog.CatalogDifference;
import io.streammirror.catalog.CatalogRefusal;
import io.streammirror.catalog.CatalogStream;
import io.streammirror.catalog.NewestFirst;
import io.streammirror.codec.Json;
import io.streammirror.mirror.MirrorName;
import io.streammirror.selection.Filter;
import io.streammirror.selection.FilterException;
import io.streammirror.selection.Selection;
import io.streammirror.selection.Selector;
import io.streammirror.testing.mutation.ByteMutations;
import io.streammirror.testing.mutation.JsonMutations;
import io.streammirror.testing.mutation.SoakRun;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Damaged and hostile documents are refused as documents, or they go all the way into a catalog and back. */
class DocumentParserSoak {
    private static final List<String> WORDS = List.of(
            "products",
            "versions",
            "items",
            "path",
            "size",
            "sha256",
            "sha512",
            "md5",
            "_aliases",
            "updated",
            "content_id",
            "format",
            "index",
            "index:1.0",
            "products:1.0",
            "arch",
            "amd64",
            "product_name",
            "version_name",
            "item_name",
            "../x",
            "/x",
            "streams/v1/index.sjson",
            "0".repeat(64),
            "Thu, 24 Jul 2025 08:01:49 +0000",
            "2025-07-24T08:01:49Z",
            "1e9");
    private static final List<String> TOKENS = List.of(
            "null",
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "\\",
            "\\ud800",
            "\\u0000",
            "\"path\":\"a\",",
            "\"size\":1,",
            "\"items\":{},",
            "\"products\":{},",
            "\"_aliases\":{\"arch\":{\"amd64\":{\"arch\":\"amd64\"}}},",
            "1e999999999",
            "-0.0",
            "1e-400",
            "9".repeat(400),
            "NaN",
            "/*",
            "\u0000",
            "é",
            "\ufeff",
            "[".repeat(3_000));
    private static final List<Selector> SELECTORS = List.of(
            new Selector(List.of(), true),
            new Selector(List.of(selection(1, "arch=amd64", "ftype~(kernel|squashfs)")), true),
            new Selector(List.of(selection(2, "release!~^x"), selection(1, "size~^1.*0$", "path!=")), false));

    private final ByteMutations bytes = new ByteMutations(TOKENS);
    private final JsonMutations json = new JsonMutations(WORDS);
    private final ObjectNode products = sampleProducts();
    private final ObjectNode index = sampleIndex();

    @Test
    void shouldRefuseProductsDocumentOrMakeCatalogOfIt() {
        SoakRun.of("products documents", 150_000, random -> {
            try {
                Parsed<ProductsDocument> parsed = DocumentParser.parseProducts(mutated(products, random));
                checkCatalog(parsed, SELECTORS.get(random.nextInt(SELECTORS.size())));
                return true;
            } catch (DocumentException | FilterException refused) {
                return false;
            }
        });
    }

    @Test
    void shouldRefuseIndexOrReadIt() {
        SoakRun.of("index documents", 150_000, random -> {
            try {
                Parsed<StreamIndex> parsed = DocumentParser.parseIndex(mutated(index, random));
                assertThat(Json.pretty(parsed.document().header())).isNotEmpty();
                return true;
            } catch (DocumentException refused) {
                return false;
            }
        });
    }

    private byte[] mutated(ObjectNode document, RandomGenerator random) {
        return switch (random.nextInt(3)) {
            case 0 -> bytes.apply(Json.pretty(document), random);
            case 1 -> json.bytes(document, random);
            default -> bytes.apply(json.bytes(document, random), random);
        };
    }

    private static void checkCatalog(Parsed<ProductsDocument> parsed, Selector selector) {
        ProductsDocument selected = selector.select(parsed.document());
        Catalog catalog = catalogOf(selected, parsed.refusals());
        byte[] encoded = CatalogCodec.encode(catalog);

        Catalog again = CatalogCodec.decode(encoded);

        assertThat(again).isEqualTo(catalog);
        assertThat(CatalogCodec.encode(again)).isEqualTo(encoded);
        assertThat(CatalogDifference.between(catalog, again).isEmpty()).isTrue();
        assertThat(NewestFirst.order(catalog)).hasSize(catalog.blobs().size());
        assertThat(catalog.bytes()).isNotNegative();
    }

    private static Catalog catalogOf(ProductsDocument document, List<Rejection> refusals) {
        ObjectNode empty = JsonNodeFactory.instance.objectNode();
        Sha256 hash = Sha256.of(new byte[0]);
        return Catalog.of(
                new MirrorName("soak"),
                "https://upstream.example/",
                empty,
                hash,
                List.of(new CatalogStream(new ItemPath("streams/v1/soak.sjson"), hash, empty, document)),
                refusals.stream()
                        .map(refusal -> CatalogRefusal.of(document.contentId(), refusal))
                        .toList());
    }

    private static Selection selection(int max, String... filters) {
        return new Selection(Stream.of(filters).map(Filter::parse).toList(), OptionalInt.of(max));
    }

    private static ObjectNode sampleProducts() {
        var sample = new SampleProducts("com.example:download");
        sample.root().putObject("_aliases").putObject("arch").putObject("amd64").put("bits", 64);
        for (String product : List.of("com.example:boot:24.04:amd64:ga", "com.example:boot:22.04:arm64:hwe")) {
            sample.product(product)
                    .put("arch", product.contains("amd64") ? "amd64" : "arm64")
                    .put("release", "noble");
            for (String version : List.of("20250718", "20250724.1")) {
                sample.version(product, version).put("label", "release");
                for (String item : List.of("boot-kernel", "squashfs", "manifest")) {
                    sample.item(product, version, item, product + item);
                }
            }
        }
        sample.itemNode("com.example:boot:24.04:amd64:ga", "20250718", "squashfs")
                .put("size", "100000000");
        return sample.root();
    }

    private static ObjectNode sampleIndex() {
        ObjectNode root = JsonNodeFactory.instance
                .objectNode()
                .put("format", StreamIndex.FORMAT)
                .put("updated", "Thu, 24 Jul 2025 08:01:49 +0000");
        for (String stream : List.of("com.example:download", "com.example:bootloader", "com.example:centos")) {
            ObjectNode entry = root.withObject("index").putObject(stream);
            entry.put("path", "streams/v1/" + stream + ".sjson")
                    .put("format", ProductsDocument.FORMAT)
                    .put("datatype", "image-ids")
                    .put("updated", "Thu, 24 Jul 2025 08:01:49 +0000");
            entry.putArray("products").add(stream + ":a").add(stream + ":b");
        }
        return root;
    }
}
