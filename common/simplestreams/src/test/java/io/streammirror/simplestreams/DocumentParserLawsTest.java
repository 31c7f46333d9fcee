package io.streammirror.simplestreams;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.codec.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class DocumentParserLawsTest {
    private static final List<String> TOKENS = List.of(
            "null",
            "{}",
            "[]",
            "1e999999999",
            "-1",
            "\"\"",
            "\"\\ud800\"",
            "true",
            "{",
            "}",
            "\"",
            ":",
            ",",
            "\u0000",
            "é",
            "versions",
            "items",
            "_aliases",
            "path",
            "size",
            "\"updated\":5,",
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[");

    private static String sample() {
        var sample = new SampleProducts("com.example:download");
        sample.root().putObject("_aliases").putObject("arch").putObject("amd64").put("bits", 64);
        sample.item("p", "1", "squashfs", "x").item("p", "2", "squashfs", "y");
        sample.product("p").put("arch", "amd64");
        return new String(sample.bytes(), StandardCharsets.UTF_8);
    }

    @Provide
    Arbitrary<String> mutated() {
        String sample = sample();
        return Combinators.combine(
                        Arbitraries.integers().between(0, sample.length()),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.of(TOKENS))
                .as((at, cut, token) ->
                        sample.substring(0, at) + token + sample.substring(Math.min(sample.length(), at + cut)));
    }

    @Property(tries = 1000)
    void nothingButDocumentExceptionIsEverThrown(@ForAll("mutated") String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        try {
            var parsed = DocumentParser.parseProducts(bytes);
            var again =
                    DocumentParser.parseProducts(Json.pretty(parsed.document().toJson()));
            assertThat(again.document()).isEqualTo(parsed.document());
            assertThat(again.refusals()).isEmpty();
        } catch (DocumentException refused) {
            assertThat(refused).hasMessageStartingWith("document refused at ");
        }
    }

    @Property(tries = 500)
    void anyBytesAreADocumentOrRefused(@ForAll byte[] bytes) {
        try {
            DocumentParser.parseIndex(bytes);
        } catch (DocumentException refused) {
            assertThat(refused).hasMessageStartingWith("document refused at ");
        }
    }
}
