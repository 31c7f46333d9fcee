package io.streammirror.cli.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.codec.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads the log's entries, one by one over one connection, as a publisher serves them. */
public final class LogClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String log;

    /** Takes the public URL of the publisher. */
    public LogClient(URI publisher) {
        this.log = publisher.toString().replaceFirst("/+$", "") + "/api/v1/log/";
    }

    /**
     * Where the log ends, by the word of the publisher.
     *
     * @param sha256 of the bytes of the last entry; null while there is none
     */
    public record Head(long sequence, @Nullable String sha256) {}

    public Head head() {
        byte[] body = get("head");
        try {
            JsonNode head = Json.parse(body);
            return new Head(head.path("sequence").asLong(), head.path("sha256").textValue());
        } catch (JsonProcessingException e) {
            throw new CommandException(ExitCode.FAILED, log + "head is not the JSON that it should be", e);
        }
    }

    /** The bytes of one entry. */
    public byte[] entry(long sequence) {
        return get(Long.toString(sequence));
    }

    private byte[] get(String what) {
        URI url = URI.create(log + what);
        try {
            HttpResponse<byte[]> response =
                    http.send(HttpRequest.newBuilder(url).timeout(TIMEOUT).build(), BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new CommandException(ExitCode.FAILED, url + " answered HTTP status " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, "no answer from " + url + ": is the publisher running?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.FAILED, "interrupted", e);
        }
    }
}
