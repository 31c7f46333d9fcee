package io.streammirror.publisher.query;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SchemasResourceTest {
    private final SchemasResource schemas = new SchemasResource();

    @Test
    void shouldListAndServeSchemasOfPublicEvents() {
        assertThat(body(schemas.names(null))).contains("tree-published.v1");

        Response schema = schemas.schema("tree-published.v1", null);

        assertThat(schema.getStatus()).isEqualTo(200);
        assertThat(body(schema)).contains("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.getHeaderString("Cache-Control")).contains("immutable");
    }

    @Test
    void shouldAnswer304WhenTheClientHasTheSchema() {
        String tag = schemas.schema("tree-published.v1", null).getHeaderString("ETag");

        assertThat(schemas.schema("tree-published.v1", tag).getStatus()).isEqualTo(304);
    }

    @Test
    void shouldAnswerNotFoundForOtherNames() {
        Response missing = schemas.schema("item-stored.v1", null);

        assertThat(missing.getStatus()).isEqualTo(404);
        assertThat(missing.getMediaType()).hasToString("application/problem+json");
        assertThat(schemas.schema("../schemas/tree-published.v1", null).getStatus())
                .isEqualTo(404);
    }

    private static String body(Response response) {
        return new String((byte[]) response.getEntity(), StandardCharsets.UTF_8);
    }
}
