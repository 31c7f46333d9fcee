package io.streammirror.publisher.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;

/** The schemas of a description, none of which allows a field that it does not name: clients must find each of them described. */
final class StrictSchemas {
    private final ObjectNode document;

    StrictSchemas(JsonNode document) {
        this.document = document.deepCopy();
        this.document.path("components").path("schemas").forEach(schema -> {
            if (schema.has("properties") && schema instanceof ObjectNode object) {
                object.put("additionalProperties", false);
            }
        });
    }

    /** The problems of a value; empty where it matches the schema. */
    List<String> problems(String schema, JsonNode value) {
        ObjectNode root = document.deepCopy();
        root.put("$ref", schema);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(root, SchemaValidatorsConfig.builder().build())
                .validate(value)
                .stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }
}
