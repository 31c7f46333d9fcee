package io.streammirror.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
    /** Found by fuzzing: 1.34217728E8 was written as 134217728, which filters read as another text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "5e0",
                "1.34217728E8",
                "5.0",
                "2.50",
                "1e22",
                "1E-400",
                "-0.0",
                "123456789012345678901234567890"
            })
    void shouldKeepKindAndDigitsOfNumbers(String number) throws JsonProcessingException {
        var parsed = Json.parse(number.getBytes(StandardCharsets.UTF_8));

        var again = Json.parse(Json.pretty(parsed));

        assertThat(again).isEqualTo(parsed);
        assertThat(again.isIntegralNumber()).isEqualTo(parsed.isIntegralNumber());
        assertThat(Json.pretty(again)).isEqualTo(Json.pretty(parsed));
    }

    @Test
    void shouldEscapeCharactersThatEndLineForSomeReaders() {
        byte[] pretty = Json.pretty(JsonNodeFactory.instance.objectNode().put("a", "x\u0085y\u2028z\u2029ä"));

        assertThat(new String(pretty, StandardCharsets.UTF_8))
                .isEqualTo("{\n \"a\": \"x\\u0085y\\u2028z\\u2029ä\"\n}\n");
    }

    @Test
    void shouldSortKeysAndKeepSupplementaryCharacters() throws JsonProcessingException {
        String text = "{\"b\":[],\"\ud83d\ude00\":{},\"a\":[1,{\"c\":\"\ud83d\ude00\"}]}";

        assertThat(new String(Json.pretty(Json.parse(text.getBytes(StandardCharsets.UTF_8))), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\n \"a\": [\n  1,\n  {\n   \"c\": \"\ud83d\ude00\"\n  }\n ],\n \"b\": [],\n \"\ud83d\ude00\": {}\n}\n");
    }
}
