package io.streammirror.publisher.openapi;

import io.streammirror.api.ApiJson;
import io.streammirror.publisher.query.JsonAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The description in its two forms. */
final class ApiDescription {
    private static final String RESOURCE = "/api/openapi.yaml";
    private static final String YAML = "application/yaml";

    private final JsonAnswer yaml;
    private final JsonAnswer json;

    ApiDescription() {
        byte[] text = text();
        this.yaml = JsonAnswer.document(text, YAML);
        Object parsed =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(new String(text, StandardCharsets.UTF_8));
        this.json = JsonAnswer.document(ApiJson.write(parsed), JsonAnswer.MEDIA_TYPE);
    }

    private static byte[] text() {
        try (InputStream resource = ApiDescription.class.getResourceAsStream(RESOURCE)) {
            return Objects.requireNonNull(resource, RESOURCE).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonAnswer yaml() {
        return yaml;
    }

    JsonAnswer json() {
        return json;
    }
}
