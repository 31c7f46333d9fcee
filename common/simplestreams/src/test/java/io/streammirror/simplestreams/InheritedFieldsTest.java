package io.streammirror.simplestreams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class InheritedFieldsTest {
    private static ObjectNode object(String json) throws Exception {
        return (ObjectNode) Json.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldFindTheDeepestScalar() throws Exception {
        var fields = InheritedFields.ofHeader(object("{\"a\":\"tree\",\"b\":\"tree\",\"c\":1}"))
                .with(object("{\"b\":\"product\"}"))
                .with(object("{\"c\":true}"));

        assertThat(fields.text("a")).isEqualTo("tree");
        assertThat(fields.text("b")).isEqualTo("product");
        assertThat(fields.text("c")).isEqualTo("True");
        assertThat(fields.text("d")).isNull();
    }

    @Test
    void shouldSeeThroughNullListsAndObjectsLikeFlattening() throws Exception {
        ObjectNode above = object("{\"n\":\"above\",\"l\":\"above\",\"o\":\"above\"}");
        ObjectNode below = object("{\"n\":null,\"l\":[1],\"o\":{\"x\":1}}");

        var fields = InheritedFields.ofHeader(above).with(below);
        var flat = Flattening.ofHeader(above).item(new ItemName("i"), below).fields();

        assertThat(flat).containsEntry("n", "above");
        for (String name : new String[] {"n", "l", "o"}) {
            assertThat(fields.text(name)).isEqualTo(flat.get(name));
        }
    }
}
