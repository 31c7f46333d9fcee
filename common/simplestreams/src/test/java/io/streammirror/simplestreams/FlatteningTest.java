package io.streammirror.simplestreams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FlatteningTest {
    private static ObjectNode object(String json) throws Exception {
        return (ObjectNode) Json.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void deeperLevelsWin() throws Exception {
        var flat = Flattening.ofHeader(object("{\"a\":\"tree\",\"b\":\"tree\",\"c\":\"tree\",\"d\":\"tree\"}"))
                .product(new ProductName("p"), object("{\"b\":\"product\",\"c\":\"product\",\"d\":\"product\"}"))
                .version(new VersionName("v"), object("{\"c\":\"version\",\"d\":\"version\"}"))
                .item(new ItemName("i"), object("{\"d\":\"item\"}"));

        assertThat(flat.fields())
                .containsEntry("a", "tree")
                .containsEntry("b", "product")
                .containsEntry("c", "version")
                .containsEntry("d", "item")
                .containsEntry("product_name", "p")
                .containsEntry("version_name", "v")
                .containsEntry("item_name", "i");
    }

    @Test
    void aNameHidesAFieldOfItsLevelAndIsHiddenByDeeperOnes() throws Exception {
        var flat = Flattening.ofHeader(object("{\"version_name\":\"of the tree\"}"))
                .product(new ProductName("p"), object("{\"product_name\":\"of the product\"}"))
                .version(new VersionName("v"), object("{\"item_name\":\"of the version\"}"))
                .item(new ItemName("i"), object("{\"version_name\":\"of the item\"}"));

        assertThat(flat.fields())
                .containsEntry("product_name", "p")
                .containsEntry("version_name", "of the item")
                .containsEntry("item_name", "i");
    }

    @Test
    void nullListsAndObjectsNeverFlatten() throws Exception {
        var flat = Flattening.ofHeader(object("{\"n\":null,\"l\":[1],\"o\":{\"x\":1}}"));

        assertThat(flat.fields()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "true, True",
        "false, False",
        "12, 12",
        "-7, -7",
        "123456789012345678901234567890, 123456789012345678901234567890",
        "1.5, 1.5",
        "2.0, 2.0",
        "-0.25, -0.25",
        "1e22, 1e+22",
        "1e16, 1e+16",
        "123456789012345.0, 123456789012345.0",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "1.25e-7, 1.25e-07",
        "2e-3, 0.002",
        "0.1, 0.1",
        "1e400, inf",
        "5e-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308"
    })
    void scalarsReadAsPythonWritesThem(String json, String text) throws Exception {
        var flat = Flattening.ofHeader(object("{\"x\":" + json + "}"));

        assertThat(flat.fields()).containsEntry("x", text);
    }
}
