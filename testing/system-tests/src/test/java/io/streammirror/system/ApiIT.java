package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.streammirror.codec.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The responses of both ports of a running publisher match the description that they serve. */
@OnSharedStack
final class ApiIT {
    private static final String MIRROR = "documented";

    private final SharedStack stack;
    private final Web web = new Web();

    ApiIT(SharedStack stack) {
        this.stack = stack;
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "management"})
    void shouldAnswerEachDescribedQuestionAsDescribed(String port) {
        JsonNode description = json(web.get(site(port).resolve("/api/v1/openapi.json")));
        String product = product();
        var asked = new ArrayList<String>();
        description.path("paths").forEachEntry((path, operations) -> {
            JsonNode operation = operations.path("get");
            String described = schemaOf(operation);
            if (has(operation, port) && path.startsWith("/api/") && !described.isEmpty()) {
                asked.add(path);
                HttpResponse<byte[]> answer = web.get(site(port)
                        .resolve(path.replace("{mirror}", MIRROR)
                                .replace("{sequence}", "1")
                                .replace("{id}", product)
                                .replace("{name}", "tree-published.v1")));
                String schema = described;
                if (answer.statusCode() == 409) {
                    // No two publications to compare yet.
                    assertThat(path).endsWith("/diff");
                    schema = "#/components/schemas/ApiError";
                } else {
                    assertThat(answer.statusCode()).as(path).isEqualTo(200);
                    assertKnownAgain(path, answer);
                }
                assertThat(problems(description, schema, json(answer))).as(path).isEmpty();
            }
        });
        assertThat(asked).hasSizeGreaterThan(4);
    }

    private String product() {
        JsonNode images = json(web.get(site("public").resolve("/api/v1/mirrors/" + MIRROR + "/images")));
        return images.at("/images/0/kernels/0/id").asText();
    }

    private void assertKnownAgain(String path, HttpResponse<byte[]> answer) {
        String tag = answer.headers().firstValue("ETag").orElse("none");
        assertThat(tag).as(path).matches("(W/)?\"[0-9a-f]{32}\"");
        if (!path.contains("status") && !path.contains("readers")) {
            assertThat(web.get(answer.uri(), "If-None-Match", tag).statusCode())
                    .as(path)
                    .isEqualTo(304);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "management"})
    void shouldDescribeErrorsAsProblems(String port) {
        JsonNode description = json(web.get(site(port).resolve("/api/v1/openapi.json")));
        for (String path : List.of("/api/v1/mirrors/nothing/publications", "/api/v1/mirrors/nothing/diff")) {
            HttpResponse<byte[]> answer = web.get(site(port).resolve(path));

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(problems(description, "#/components/schemas/ApiError", json(answer)))
                    .isEmpty();
        }
        assertThat(web.get(site(port).resolve("/api/v1/mirrors/" + MIRROR + "/publications?limit=0"))
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "management"})
    void shouldSendEventsAsDescribed(String port) throws IOException {
        JsonNode description = json(web.get(site(port).resolve("/api/v1/openapi.json")));
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), site(port).getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("GET /api/v1/events HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (String kind : List.of("publication", "progress", "state")) {
                String line = lines.readLine();
                while (!line.equals("event: " + kind)) {
                    line = lines.readLine();
                }
                String schema = "#/components/schemas/" + kind.substring(0, 1).toUpperCase(Locale.ROOT)
                        + kind.substring(1) + "Event";
                JsonNode data =
                        Json.parse(lines.readLine().substring("data: ".length()).getBytes(StandardCharsets.UTF_8));
                assertThat(problems(description, schema, data)).as(kind).isEmpty();
            }
        }
    }

    private URI site(String port) {
        return port.equals("public")
                ? stack.ports().site()
                : URI.create("http://127.0.0.1:" + stack.ports().management() + "/");
    }

    private static boolean has(JsonNode operation, String port) {
        for (JsonNode each : operation.path("x-ports")) {
            if (each.asText().equals(port)) {
                return true;
            }
        }
        return false;
    }

    private static String schemaOf(JsonNode operation) {
        return operation
                .at("/responses/200/content/application~1json/schema/$ref")
                .asText();
    }

    /** The values that do not match the schema, including fields that it does not name. */
    private static List<String> problems(JsonNode description, String schema, JsonNode value) {
        ObjectNode root = description.deepCopy();
        root.path("components").path("schemas").forEach(each -> {
            if (each.has("properties") && each instanceof ObjectNode object) {
                object.put("additionalProperties", false);
            }
        });
        root.put("$ref", schema);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root).validate(value).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return Json.parse(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(answer.uri().toString(), e);
        }
    }
}
