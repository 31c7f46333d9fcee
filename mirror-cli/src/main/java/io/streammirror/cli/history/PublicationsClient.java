package io.streammirror.cli.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.codec.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks a publisher for the publications that it keeps, and for what differs between two of them. */
public final class PublicationsClient {
    /** Reading two trees of 100,000 items takes a while. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String mirrors;

    /** Takes the public URL of the publisher. */
    public PublicationsClient(URI publisher) {
        this.mirrors = publisher.toString().replaceFirst("/+$", "") + "/api/v1/mirrors/";
    }

    /** All publications of a mirror that are kept, the live one first. */
    public JsonNode publications(String mirror) {
        return get(encoded(mirror) + "/publications");
    }

    /**
     * What differs between two publications.
     *
     * @param ends {@code from}, {@code to}, both or none
     */
    public JsonNode difference(String mirror, Map<String, String> ends) {
        String query = ends.entrySet().stream()
                .map(end -> end.getKey() + "=" + encoded(end.getValue()))
                .sorted()
                .collect(Collectors.joining("&"));
        return get(encoded(mirror) + "/diff" + (query.isEmpty() ? "" : "?" + query));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonNode get(String what) {
        URI url = URI.create(mirrors + what);
        try {
            HttpResponse<byte[]> response =
                    http.send(HttpRequest.newBuilder(url).timeout(TIMEOUT).build(), BodyHandlers.ofByteArray());
            JsonNode answer = Json.parse(response.body());
            if (response.statusCode() == 200) {
                return answer;
            }
            // What was asked for is wrong; everything else is trouble of the mirror.
            throw new CommandException(
                    response.statusCode() / 100 == 4 ? ExitCode.USAGE : ExitCode.FAILED,
                    answer.path("error").asText("HTTP status " + response.statusCode()));
        } catch (JsonProcessingException e) {
            throw new CommandException(ExitCode.FAILED, url + " did not answer with the JSON that it should", e);
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, "no answer from " + url + ": is the publisher running?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.FAILED, "interrupted", e);
        }
    }
}
