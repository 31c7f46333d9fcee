package io.streammirror.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.streammirror.codec.Json;
import io.streammirror.simplestreams.SampleProducts;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CatalogCodecTest {
    private final SampleProducts sample = new SampleProducts("s")
            .item("p", "1", "squashfs", "same/path", "one")
            .item("p", "2", "squashfs", "same/path", "two");

    @Test
    void shouldReadCatalogBackWithUnknownFieldsAndRefusals() {
        sample.root().put("ratio", new BigDecimal("2.0")).put("license", "é \ud83d\ude00");
        var catalog = SampleCatalog.of(sample.document());

        var again = CatalogCodec.decode(CatalogCodec.encode(catalog));

        assertThat(again).isEqualTo(catalog);
        assertThat(again.refusals()).hasSize(1);
        assertThat(again.revision()).isEqualTo(catalog.revision());
    }

    /** Found by fuzzing: such a catalog was written, and then could not be read by anybody. */
    @Test
    void shouldReadBackDocumentOfTheGreatestDepth() {
        JsonNode deep = JsonNodeFactory.instance.objectNode();
        for (int i = 2; i < Json.MAX_DEPTH; i++) {
            deep = JsonNodeFactory.instance.arrayNode().add(deep);
        }
        sample.root().set("deep", deep);
        var catalog = SampleCatalog.of(sample.document());

        assertThat(CatalogCodec.decode(CatalogCodec.encode(catalog))).isEqualTo(catalog);
    }

    @Test
    void shouldKeepItsForm() {
        var small = new SampleProducts("s").item("p", "1", "i", "x");

        assertThat(new String(CatalogCodec.encode(SampleCatalog.of(small.document())), StandardCharsets.UTF_8))
                .startsWith("{\n \"format\": \"catalog:1\",\n \"index\": {\n  \"format\": \"index:1.0\",\n")
                .contains("\"indexDocument\": \"1bc04b5291c26a46d918139138b992d2de976d6851d0893b0476b85bfbdfc6e6\"")
                .contains("\n   \"path\": \"streams/v1/s.sjson\",\n   \"selected\": {\n    \"content_id\": \"s\",\n")
                .endsWith("\n}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"format\":\"catalog:1\"}",
                "{\"format\":\"catalog:2\"}",
                "null",
                "{\"format\":\"catalog:1\",\"mirror\":\"a\",\"streams\":{\"x\":null}}",
                "{\"format\":\"catalog:1\",\"mirror\":\"a\",\"streams\":{\"x\":{}}}",
                "{\"format\":\"catalog:1\",\"mirror\":\"a\",\"streams\":{\"x\":{\"selected\":{}}}}"
            })
    void shouldRefuseOtherBytes(String bytes) {
        assertThatThrownBy(() -> CatalogCodec.decode(bytes.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(CatalogFormatException.class)
                .hasMessageStartingWith("not a catalog: ");
    }
}
