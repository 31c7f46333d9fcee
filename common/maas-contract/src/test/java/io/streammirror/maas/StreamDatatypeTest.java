package io.streammirror.maas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamDatatypeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"{}; {'datatype':'image-ids'}", "{'datatype':'image-downloads'}; {'datatype':'image-downloads'}"})
    void shouldTakeDatatypesOfMaas(String entry, String header) {
        assertThat(StreamDatatype.problem(json(entry), json(header))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; {}; datatype of its document is missing",
                "{}; {'datatype':null}; datatype of its document is null",
                "{}; {'datatype':'images'}; datatype of its document is \"images\"",
                "{'datatype':'content-download'}; {'datatype':'image-ids'}; datatype of its index entry is \"content-download\"",
                "{'datatype':5}; {'datatype':'image-ids'}; datatype of its index entry is 5"
            })
    void shouldNameDatatypeThatMaasRefuses(String entry, String header, String problem) {
        assertThat(StreamDatatype.problem(json(entry), json(header)))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith(problem));
    }

    private static ObjectNode json(String text) {
        return Json.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), ObjectNode.class);
    }
}
