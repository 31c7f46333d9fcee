package io.streammirror.publisher.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.codec.Json;
import io.streammirror.publisher.eventstream.EventStreams;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A route that is not described fails here: add it to {@code src/main/resources/api/openapi.yaml}, with an example. */
class OpenApiTest {
    private static final String JSON = "application/json";

    @Test
    void shouldDescribeTheRoutesOfThePublicPort() throws Exception {
        Set<String> routes = new TreeSet<>(ExistingRoutes.ofResources());
        // Answered by the public port itself: PublicServing.
        routes.add("GET " + EventStreams.PATH);

        assertThat(DescribedRoutes.read().of("public")).isEqualTo(routes);
    }

    /** Of all classes whose path fits a request, Jakarta REST asks only the one with the longest: it would hide routes of the others. */
    @Test
    void shouldHaveNoParameterInThePathOfAClass() {
        assertThat(ExistingRoutes.pathsOfClasses()).isNotEmpty().noneMatch(path -> path.contains("{"));
    }

    @Test
    void shouldDescribeTheRoutesOfTheManagementPort() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            assertThat(DescribedRoutes.read().of("management")).isEqualTo(ExistingRoutes.ofManagement(vertx));
        } finally {
            vertx.close();
        }
    }

    /** Some records leave out what is null, and others write null: the description must say which. */
    @TestFactory
    Stream<DynamicTest> shouldRequireTheFieldsThatRecordsAlwaysWrite() throws Exception {
        JsonNode schemas = DescribedRoutes.read().document().at("/components/schemas");
        return DescribedRecords.all()
                .filter(described -> schemas.has(described.getSimpleName()))
                .map(described -> DynamicTest.dynamicTest(described.getSimpleName(), () -> assertThat(
                                DescribedRecords.required(schemas.path(described.getSimpleName())))
                        .isEqualTo(DescribedRecords.alwaysWritten(described))));
    }

    @Test
    void shouldServeTheSameInBothForms() throws Exception {
        var description = new ApiDescription();

        assertThat(description.yaml().body()).asString().startsWith("openapi: 3.1");
        assertThat(description.json().body()).asString().contains("\"openapi\":\"3.1");
    }

    @TestFactory
    Stream<DynamicTest> shouldHaveExamplesThatMatchTheirSchemas() throws Exception {
        JsonNode document = DescribedRoutes.read().document();
        var schemas = new StrictSchemas(document);
        var tests = new ArrayList<DynamicTest>();
        for (JsonNode content : contents(document)) {
            if (content.has("example")) {
                String schema = content.path("schema").path("$ref").asText();
                tests.add(DynamicTest.dynamicTest(
                        schema, () -> assertThat(schemas.problems(schema, content.path("example")))
                                .isEmpty()));
            }
        }
        assertThat(tests).hasSizeGreaterThan(10);
        return tests.stream();
    }

    @Test
    void shouldFindWhatAnExampleHasBeyondItsSchema() throws Exception {
        JsonNode document = DescribedRoutes.read().document();
        JsonNode wrong = Json.parse("{\"sequence\":\"1\",\"sha256\":null,\"more\":1}".getBytes(StandardCharsets.UTF_8));

        assertThat(new StrictSchemas(document).problems("#/components/schemas/LogPosition", wrong))
                .hasSize(2);
    }

    private static List<JsonNode> contents(JsonNode node) {
        var found = new ArrayList<JsonNode>();
        node.findValues("content").forEach(content -> {
            found.add(content.path(JSON));
            found.add(content.path("application/problem+json"));
        });
        return found;
    }
}
