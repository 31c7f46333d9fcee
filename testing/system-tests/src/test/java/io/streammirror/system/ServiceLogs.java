package io.streammirror.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.codec.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The logs of the services of a local stack, those before a restart too; broker and store have another file. */
record ServiceLogs(Path data) {
    /** All lines of all services. */
    List<String> lines() {
        try (Stream<Path> files = Files.list(data.resolve("logs"))) {
            return files.filter(file ->
                            file.getFileName().toString().matches("(watcher|publisher|fetcher-\\d+)\\.log(\\.\\d+)?"))
                    .sorted()
                    .flatMap(file -> text(file).lines())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first line in JSON with this sentence. */
    Optional<JsonNode> line(String message) {
        return lines().stream()
                .map(ServiceLogs::json)
                .filter(line -> line.path("message").asText().equals(message))
                .findFirst();
    }

    static JsonNode json(String line) {
        try {
            return Json.parse(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
