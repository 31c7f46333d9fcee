package io.streammirror.cli.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Speaks to the administration of a publisher; never shows the token. */
public final class AdminClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** A plan of the most objects, on a slow store. */
    private static final Duration SWEEP_TIMEOUT = Duration.ofMinutes(30);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String root;
    private final String mirrors;
    private final String token;

    public AdminClient(URI management, String token) {
        this.root = management.toString().replaceFirst("/+$", "") + "/admin/v1";
        this.mirrors = root + "/mirrors";
        this.token = token;
    }

    /** The names of all mirrors that have an upstream. */
    public List<String> polled() {
        var names = new ArrayList<String>();
        call("", request("").GET()).path("polled").forEach(name -> names.add(name.asText()));
        return names;
    }

    /** Has a mirror's upstream looked at now. */
    public void poll(String mirror) {
        post(mirror, "poll", JsonNodeFactory.instance.objectNode());
    }

    /**
     * Goes on over a held change.
     *
     * @return the sequence of the log entry that says so
     */
    public long accept(String mirror, String revision, String who, @Nullable String why) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("revision", revision).put("who", who);
        if (why != null) {
            request.put("why", why);
        }
        return post(mirror, "accept", request).path("sequence").asLong();
    }

    /**
     * Has what nothing leads to deleted.
     *
     * @param details {@code dry-run} or {@code accept}, or nothing
     * @return the report, as the publisher gives it
     */
    public JsonNode sweep(Map<String, String> details, String who, @Nullable String why) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        details.forEach(request::put);
        request.put("who", who);
        if (why != null) {
            request.put("why", why);
        }
        return call(
                "",
                requestTo(root + "/sweep")
                        .timeout(SWEEP_TIMEOUT)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(request.toString())));
    }

    /**
     * Gives an order about a mirror's publications.
     *
     * @param verb as in the path: {@code hold}, {@code rollback} and so on
     * @param details what the order takes besides who and why
     */
    public Given order(String mirror, String verb, ObjectNode details, String who, @Nullable String why) {
        ObjectNode request = details.deepCopy().put("who", who);
        if (why != null) {
            request.put("why", why);
        }
        JsonNode answer = post(mirror, verb, request);
        return new Given(
                answer.path("sequence").asLong(),
                answer.path("changed").asBoolean(),
                answer.path("told").asText());
    }

    /**
     * What became of an order.
     *
     * @param sequence of the log entry that says so
     * @param changed false when it stood already
     * @param told what stands now
     */
    public record Given(long sequence, boolean changed, String told) {}

    private JsonNode post(String mirror, String verb, ObjectNode body) {
        return call(
                mirror + ": ",
                request("/" + mirror + "/" + verb)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder request(String path) {
        return requestTo(mirrors + path);
    }

    private HttpRequest.Builder requestTo(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).header("Authorization", "Bearer " + token);
    }

    private JsonNode call(String about, HttpRequest.Builder request) {
        HttpResponse<byte[]> response = send(request.build());
        JsonNode answer = parse(response.body());
        int status = response.statusCode();
        if (status / 100 == 2) {
            return answer;
        }
        // What the operator asked for is wrong, or must be looked at again; everything else is trouble of the mirror.
        throw new CommandException(
                status / 100 == 4 ? ExitCode.USAGE : ExitCode.FAILED,
                about + answer.path("error").asText("HTTP status " + status));
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, "no answer from " + mirrors + ": is the publisher running?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.FAILED, "interrupted", e);
        }
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Json.parse(body);
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.objectNode();
        }
    }
}
