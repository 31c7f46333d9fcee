package io.streammirror.simplestreams;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ParseProductsTest {
    private final SampleProducts sample = new SampleProducts("com.example:download");

    private static Item item(ProductsDocument document, String product, String version, String item) {
        Product ofProduct = requireNonNull(document.products().get(new ProductName(product)));
        Version ofVersion = requireNonNull(ofProduct.versions().get(new VersionName(version)));
        return requireNonNull(ofVersion.items().get(new ItemName(item)));
    }

    @Test
    void unknownFieldsSurviveAtEveryLevel() {
        sample.item("p", "1", "squashfs", "bytes");
        sample.root().put("license", "free").put("ratio", new BigDecimal("2.0"));
        sample.product("p").putArray("tags").add("x");
        sample.version("p", "1").putNull("nothing");
        sample.itemNode("p", "1", "squashfs").putObject("kernel").put("abi", 7);

        var parsed = sample.parsed();

        assertThat(parsed.refusals()).isEmpty();
        assertThat(parsed.document().toJson()).isEqualTo(sample.root());
        assertThat(parsed.document().updated()).isEqualTo(Instant.parse("2025-07-24T08:01:49Z"));
    }

    /** Jackson 2.21.1 refused such names; Python writes every document of upstream this way. */
    @Test
    void namesMayBeWrittenWithEscapesOfAnyCharacter() {
        String json = "{\"format\":\"products:1.0\",\"content_id\":\"c\",\"products\":{\"p\":{\"versions\":"
                + "{\"\\ud83c\\udf89\":{\"items\":{}}}}}}";

        var parsed = DocumentParser.parseProducts(json.getBytes(StandardCharsets.US_ASCII));

        assertThat(parsed.document().products().get(new ProductName("p")).versions())
                .containsOnlyKeys(new VersionName("\ud83c\udf89"));
    }

    @Test
    void sizesMayBeTextAndHashesUpperCase() {
        sample.item("p", "1", "squashfs", "bytes");
        String sha256 = Sha256.of("bytes".getBytes(StandardCharsets.UTF_8)).hex();
        sample.itemNode("p", "1", "squashfs")
                .put("size", "5")
                .put("sha256", sha256.toUpperCase(Locale.ROOT))
                .put("md5", "ABCDEF0123456789ABCDEF0123456789");

        var item = item(sample.document(), "p", "1", "squashfs");

        assertThat(item.payload())
                .isEqualTo(new Payload(
                        new ItemPath("p/1/squashfs"),
                        5,
                        Sha256.parse(sha256),
                        Map.of("md5", "abcdef0123456789abcdef0123456789")));
        assertThat(item.publishedFields().path("size").isIntegralNumber()).isTrue();
        assertThat(item.publishedFields().path("sha256").textValue()).isEqualTo(sha256);
    }

    @Test
    void sizeAndHashMayBeInheritedButThePathMayNot() {
        sample.item("p", "1", "squashfs", "bytes");
        var fields = sample.itemNode("p", "1", "squashfs");
        sample.version("p", "1").put("path", "not/this").put("size", 5);
        sample.product("p").set("sha256", fields.remove("sha256"));
        fields.remove("size");
        sample.itemNode("p", "1", "notes").put("text", "hello");

        var document = sample.document();

        assertThat(item(document, "p", "1", "squashfs").payload()).isNotNull();
        assertThat(item(document, "p", "1", "squashfs")
                        .publishedFields()
                        .path("size")
                        .longValue())
                .isEqualTo(5);
        assertThat(item(document, "p", "1", "notes").payload()).isNull();
    }

    static Stream<Arguments> badItems() {
        return Stream.of(
                bad("no sha256", item -> item.remove("sha256"), "no sha256"),
                bad("short sha256", item -> item.put("sha256", "abc"), "64 hexadecimal digits"),
                bad("sha256 of digits that are not ASCII", item -> item.put("sha256", "٣".repeat(64)), "hexadecimal"),
                bad("bad md5", item -> item.put("md5", "xyz"), "md5 'xyz'"),
                bad("no size", item -> item.remove("size"), "no size"),
                bad("negative size", item -> item.put("size", -1), "size '-1'"),
                bad("fractional size", item -> item.put("size", 1.5), "size '1.5'"),
                bad("size true", item -> item.put("size", true), "size 'True'"),
                bad("huge size", item -> item.put("size", "9".repeat(19)), "whole number"),
                bad("absolute path", item -> item.put("path", "/etc/passwd"), "absolute"),
                bad("climbing path", item -> item.put("path", "a/../../b"), "segment '..'"),
                bad("path with backslash", item -> item.put("path", "a\\b"), "backslash"),
                bad("reserved path", item -> item.put("path", "streams/v1/index.sjson"), "streams/"),
                bad("path not text", item -> item.put("path", 7), "path must be text"));
    }

    private static Arguments bad(String name, Consumer<ObjectNode> spoil, String reason) {
        return Arguments.argumentSet(name, spoil, reason);
    }

    @ParameterizedTest
    @MethodSource("badItems")
    void oneBadItemIsNamedAndTheOthersStay(Consumer<ObjectNode> spoil, String reason) {
        sample.item("p/~x", "1", "bad", "a/b", "one").item("p/~x", "1", "good", "a/c", "two");
        spoil.accept(sample.itemNode("p/~x", "1", "bad"));

        var parsed = sample.parsed();

        assertThat(parsed.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.pointer()).isEqualTo("/products/p~1~0x/versions/1/items/bad");
            assertThat(refusal.reason()).contains(reason);
        });
        assertThat(parsed.document().products().get(new ProductName("p/~x")))
                .satisfies(product -> assertThat(product.versions().values())
                        .singleElement()
                        .satisfies(version -> assertThat(version.items()).containsOnlyKeys(new ItemName("good"))));
    }

    @Test
    void productsVersionsAndItemsOfAWrongKindAreRefusedWhereTheyAre() {
        sample.item("good", "1", "squashfs", "x");
        sample.root().withObject("products").put("number", 1);
        sample.product("list").putArray("versions");
        sample.product("").put("os", "nameless");
        sample.version("good", "2").put("items", "none");
        sample.version("good", "1").withObject("items").put("text", "x");

        var parsed = sample.parsed();

        assertThat(parsed.refusals())
                .extracting(Rejection::pointer)
                .containsExactlyInAnyOrder(
                        "/products/number",
                        "/products/list",
                        "/products/",
                        "/products/good/versions/2",
                        "/products/good/versions/1/items/text");
        assertThat(parsed.document().products()).containsOnlyKeys(new ProductName("good"));
    }

    @Test
    void missingVersionsAndItemsAreEmpty() {
        sample.product("bare").put("os", "ubuntu");
        sample.version("half", "1").put("label", "x");

        var parsed = sample.parsed();

        assertThat(parsed.refusals()).isEmpty();
        assertThat(parsed.document().products()).hasSize(2);
    }

    static Stream<Arguments> badDocuments() {
        return Stream.of(
                Arguments.argumentSet("not JSON", "{", ""),
                Arguments.argumentSet("empty", "", ""),
                Arguments.argumentSet("a list", "[]", ""),
                Arguments.argumentSet("two values", "{} {}", ""),
                Arguments.argumentSet("the same key twice", "{\"format\":\"products:1.0\",\"format\":1}", ""),
                Arguments.argumentSet("too deep", "[".repeat(100) + "]".repeat(100), ""),
                Arguments.argumentSet("an index", "{\"format\":\"index:1.0\"}", "/format"),
                Arguments.argumentSet("a number out of range", with("\"x\":1e9999999992"), ""),
                Arguments.argumentSet("half a character", with("\"x\":\"\\ud800\""), ""),
                Arguments.argumentSet("no content id", "{\"format\":\"products:1.0\",\"products\":{}}", "/content_id"),
                Arguments.argumentSet("content id a path", with("\"content_id\":\"../x\""), "/content_id"),
                Arguments.argumentSet("no products", "{\"format\":\"products:1.0\",\"content_id\":\"a\"}", "/products"),
                Arguments.argumentSet("updated in GMT", with("\"content_id\":\"a\",\"updated\":\"1 GMT\""), "/updated"),
                Arguments.argumentSet("updated a number", with("\"content_id\":\"a\",\"updated\":5}"), ""));
    }

    private static String with(String field) {
        return "{\"format\":\"products:1.0\",\"products\":{}," + field + "}";
    }

    @ParameterizedTest
    @MethodSource("badDocuments")
    void wholeDocumentFaultsAreThrownWithTheirPlace(String document, String pointer) {
        assertThatThrownBy(() -> DocumentParser.parseProducts(document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        DocumentException.class, e -> assertThat(e.pointer()).isEqualTo(pointer));
    }

    @Test
    void versionsSortByCodePoint() {
        List.of("20250101", "20231004.0", "20231004", "20231004_01", "\uff5e", "\ud83d\ude00")
                .forEach(version -> sample.item("p", version, "i", "content of " + version));

        assertThat(sample.document().products().values()).singleElement().satisfies(product -> assertThat(
                        product.versions().keySet())
                .extracting(VersionName::value)
                .containsExactly("20231004", "20231004.0", "20231004_01", "20250101", "\uff5e", "\ud83d\ude00"));
    }
}
