package io.streammirror.selection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.codec.Json;
import io.streammirror.simplestreams.DocumentParser;
import io.streammirror.simplestreams.Parsed;
import io.streammirror.simplestreams.ProductsDocument;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Odd documents and filters, with what a model of the reference selects of them: written in Python from the description of the format
 * alone, with Python's own regular expressions, numbers and order of strings.
 */
class ReferenceCasesTest {
    static Stream<JsonNode> cases() throws IOException {
        try (InputStream in = ReferenceCasesTest.class.getResourceAsStream("cases.json")) {
            JsonNode cases = Json.parse(in.readAllBytes());
            return StreamSupport.stream(cases.spliterator(), false);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatTheReferenceWouldTakeIsSelected(JsonNode given) {
        Parsed<ProductsDocument> parsed = DocumentParser.parseProducts(Json.pretty(given.path("document")));

        ProductsDocument selected = new Selector(selections(given.path("selections")), false).select(parsed.document());

        assertThat(parsed.refusals()).isEmpty();
        assertThat(names(selected)).containsExactlyInAnyOrderElementsOf(texts(given.path("selected")));
    }

    private static List<Selection> selections(JsonNode given) {
        var selections = new ArrayList<Selection>();
        given.forEach(selection -> selections.add(new Selection(
                texts(selection.path("filters")).stream().map(Filter::parse).toList(),
                selection.path("max").isInt()
                        ? OptionalInt.of(selection.path("max").asInt())
                        : OptionalInt.empty())));
        return selections;
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static List<String> names(ProductsDocument document) {
        var names = new ArrayList<String>();
        document.products()
                .values()
                .forEach(product -> product.versions().values().forEach(version -> version.items()
                        .keySet()
                        .forEach(item -> names.add(product.name() + "/" + version.name() + "/" + item))));
        return names;
    }
}
